import { describe, expect, it } from 'vitest';

import { caseNumbered, view } from '../../test/plans/plans.ts';
import { readPlan } from '../plan/index.ts';
import { lintPlan } from './index.ts';

const NOTHING_GIVEN = { usersPerDay: null, baseline: null, against: [], server: null, now: null };
const lint = (number: string) =>
  lintPlan({ plan: readPlan(caseNumbered(number)), ...NOTHING_GIVEN });
const findingsIn = (number: string) =>
  lint(number).findings.map(({ line, severity, rule }) => `${line} ${severity} ${rule}`);

/** Cases of which the right finding depends on how the plan is read. */
describe('a plan that is read right', () => {
  it.each([
    ['02', ['12 warning criterion-unowned']],
    ['05', [9, 10, 11, 12].map((line) => `${line} error open-marker`)],
    ['06', ['12 info empty-field']],
    ['07', ['16 info empty-field']],
    ['11', ['11 error open-marker']],
    ['12', ['14 info open-marker', '15 info empty-field']],
    ['18', ['11 warning criterion-unowned']],
    ['19', ['11 warning criterion-unowned']],
    ['23', ['9 error open-marker', '13 error open-marker']],
    ['28', ['13 warning criterion-unowned']],
    ['32', ['9 error open-marker', '10 error open-marker', '18 info open-marker']],
    ['35', ['12 info odd-value']],
    ['39', ['12 warning criterion-unowned']],
    ['40', ['15 warning empty-field', '16 warning empty-field', '26 info empty-field']],
    ['46', ['7 error open-marker']],
    ['49', ['9 warning empty-field', '10 warning empty-field']],
  ])('case %s has these findings', (number, expected) => {
    expect(findingsIn(number)).toEqual(expect.arrayContaining(expected));
  });

  it.each(['02', '18', '19', '20', '24', '26', '28', '35', '36', '38', '39', '45', '51'])(
    'case %s can start',
    (number) => {
      expect(lint(number).ready).toBe(true);
    },
  );

  it.each(['05', '11', '23', '32', '46'])('case %s can’t start', (number) => {
    expect(lint(number).ready).toBe(false);
  });

  it.each([
    ['17', 'stage-without-length'],
    ['24', 'stage-without-length'],
    ['26', 'criterion-unowned'],
    ['36', 'odd-value'],
  ])('case %s has no %s', (number, rule) => {
    expect(lint(number).findings.map((one) => one.rule)).not.toContain(rule);
  });

  it('a range of percentages is found at its line', () => {
    expect(lint('03').findings.map(({ line }) => line)).toContain(12);
  });

  it('a label with more words is still open', () => {
    expect(lint('47').findings.find(({ line }) => line === 21)).toMatchObject({ toCome: true });
  });

  it('dates and a length give the length', () => {
    expect(view(caseNumbered('01')).phases[0]?.stages[0]?.minimumMinutes).toBe(2 * 1440);
  });
});
