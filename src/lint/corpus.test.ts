import { expect, it } from 'vitest';

import { corpus } from '../../test/plans/plans.ts';
import { readPlan } from '../plan/index.ts';
import { lintPlan } from './index.ts';

const NOTHING_GIVEN = { usersPerDay: null, baseline: null, against: [], server: null, now: null };

it.each(corpus)(
  '$name has the findings that are beside it, and no others',
  ({ text, findings }) => {
    const report = lintPlan({ plan: readPlan(text), ...NOTHING_GIVEN });
    const found = report.findings.map(
      ({ line, column, severity, rule }) => `${line}:${column} ${severity} ${rule}`,
    );
    expect(found).toEqual(findings);
  },
);
