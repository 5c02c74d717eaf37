import { describe, expect, test } from 'vitest';

import { LIBRARY, MEASURE_LIST } from '../../../criteria/index.ts';
import { readPlan, showPlan } from '../../../plan/index.ts';
import { measures } from './measures.ts';

describe('phcc plan measures', () => {
  test('has a line for each measure, with what it means and an example', () => {
    const { exitCode, text, data } = measures({});
    expect(exitCode).toBe(0);
    for (const { name, meaning, example } of MEASURE_LIST) {
      expect(text).toMatch(new RegExp(`^${name} {2,}`, 'm'));
      expect(text).toContain(`    ${meaning}\n    \`${example}\``);
    }
    expect(data).toEqual({ measures: MEASURE_LIST });
  });

  test('prints the library as bullets that a plan can hold as they are', () => {
    const { exitCode, text, data } = measures({ library: true });
    expect(exitCode).toBe(0);
    const { criteria, rollback } = showPlan(readPlan(`## Phase II: rollout\n\n${text}`));
    const codes = [...criteria, ...rollback].map(({ code }) => code);
    expect(codes).toEqual(LIBRARY.map(({ code }) => code));
    for (const { sentence, code } of LIBRARY)
      expect(text).toContain(`\n- ${sentence}: \`${code}\``);
    expect(data).toEqual({ library: LIBRARY });
  });

  test('prints one entry to be inserted', () => {
    expect(measures({ insert: 'no-silent-failures' })).toMatchObject({
      exitCode: 0,
      text: '- No submission is lost without a word: `silent failures = 0 in this stage, at least 10 submissions`',
      data: { name: 'no-silent-failures', kind: 'criterion' },
    });
  });

  test('knows no entry of another name, and suggests one', () => {
    expect(measures({ insert: 'few-erors' })).toMatchObject({
      exitCode: 2,
      text: 'The library has nothing called “few-erors”. Did you mean few-errors? `phcc plan measures --library` shows all of it.',
      data: { code: 'no-such-entry' },
    });
    expect(measures({ insert: 'elephants' }).text).not.toContain('Did you mean');
  });
});
