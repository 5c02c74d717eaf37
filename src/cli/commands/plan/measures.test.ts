import { describe, expect, test } from 'vitest';

import { pagesSeen } from '../../../../test/world/pages.ts';
import { LIBRARY, MEASURE_LIST, readCriterion, whyUnmeasured } from '../../../criteria/index.ts';
import { readPlan, showPlan } from '../../../plan/index.ts';
import { figuresFor } from '../../../release/measuring/index.ts';
import { measures } from './measures.ts';

const PEOPLE = { came: 500, failed: 2, errored: 2, slow: 2 };

const TRAFFIC = { open: 20, closed: 80 };
const PAGES = pagesSeen({ views: 500 });

const OTHERS = [
  'error rate < 1% of visits',
  'error rate < 1% of people over 1 day',
  'people >= 500 over 7 days',
  'failed visits <= 3 over 1 day',
  'failed visit rate <= 1% of visits',
  'ratio of errors to people <= 5%',
  'ratio of errors to people <= 5% over 1 day',
  'ratio of errors to visits <= 5%',
];

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

  test('says of what nothing measures yet that it is so, and of nothing else', () => {
    const { text } = measures({});
    for (const { name, measured } of MEASURE_LIST) {
      const line = text.split('\n').find((one) => one.startsWith(`${name}  `)) ?? '';
      expect(line.includes('not yet'), name).toBe(!measured);
    }
    expect(MEASURE_LIST.filter(({ measured }) => !measured).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['silent failures', 'complaints', 'alerts']),
    );
  });

  test.each([
    ...MEASURE_LIST.map(({ example }) => example),
    ...LIBRARY.map(({ code }) => code),
    ...OTHERS,
  ])('claims of “%s” nothing that the program that watches a release does not count', (code) => {
    const read = readCriterion(code);
    if (!read.ok) throw new Error(read.error.sentence);
    const seen = {
      answers: [],
      times: [],
      people: PEOPLE,
      businessDays: 2,
      pages: PAGES,
      traffic: TRAFFIC,
    };
    if (whyUnmeasured(read.value) === null) expect(figuresFor(read.value, seen)).not.toBeNull();
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
