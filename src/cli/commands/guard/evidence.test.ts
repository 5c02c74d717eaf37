import { spawnSync } from 'node:child_process';

import { describe, expect, test } from 'vitest';

import { thresholdAt } from '../../../guard/index.ts';
import { evidenceOutcome } from './evidence.ts';

const RULES = { alpha: 0.01, tolerance: 1 };
const ON = '{"arm":"on","share":0.05}';
const OFF = '{"arm":"off","share":0.05}';
const RESTART = '{"restart":true}';
const FLOOR = '{"floor":{"errors":5,"users":10,"ceiling":0.01}}';

test('three errors in a row with the feature at 5% are harm', () => {
  const outcome = evidenceOutcome(lines(ON, ON, ON), RULES);
  expect(outcome).toMatchObject({
    exitCode: 1,
    data: {
      processes: [{ name: 'label', everCrossed: true }],
      combined: { threshold: thresholdAt(0.01) },
      rateRatio: { upper: Infinity },
      verdict: 'harm',
    },
  });
  expect(outcome.text).toContain('Roll it back');
  expect(outcome.text).toContain('at least 3.215 (wrong with a chance of 0.01)');
});

test('no line is no evidence', () => {
  expect(evidenceOutcome('', RULES)).toMatchObject({
    exitCode: 0,
    data: { processes: [{ logEvidence: 0 }], verdict: 'no harm shown' },
  });
});

test('marks begin further processes; as many are planned as there are marks, or as one says', () => {
  const input = lines(...Array<string>(20).fill(OFF), RESTART, ON, ON, ON);
  expect(logLabel(input, { ...RULES, restarts: 4 })).toBeCloseTo(Math.log(146.30378013), 8);
  // (1.20192334 + 1162.62…) / 2, by hand.
  expect(logLabel(input, RULES)).toBeCloseTo(
    Math.log((1.20192334 + Math.exp(7.0584335493)) / 2),
    8,
  );
});

test('without marks the process is the plain one, whatever was planned', () => {
  expect(logLabel(lines(ON), { ...RULES, restarts: 4 })).toBeCloseTo(1.9932460969, 9);
});

test('a tolerance asks for more', () => {
  const input = lines(ON, ON, ON);
  expect(logLabel(input, { ...RULES, tolerance: 1.2 })).toBeCloseTo(6.6783184649, 9);
});

test('the floor alone is an incident, and no harm of the feature', () => {
  expect(evidenceOutcome(lines(FLOOR), RULES)).toMatchObject({
    exitCode: 0,
    data: { processes: [{ name: 'label' }, { name: 'floor' }], verdict: 'global incident' },
  });
});

describe('the verdict says whether the evidence ever crossed', () => {
  test('stays harm when later labels speak for the feature', () => {
    const outcome = evidenceOutcome(lines(ON, ON, ON, ...Array<string>(100).fill(OFF)), RULES);
    expect(outcome.data).toMatchObject({
      processes: [{ name: 'label', everCrossed: true }],
      verdict: 'harm',
    });
    const { combined } = outcome.data as { combined: { logEvidence: number } };
    expect(combined.logEvidence).toBeLessThan(0);
  });

  test('is harm when labels cross after an incident', () => {
    expect(evidenceOutcome(lines(FLOOR, ON, ON, ON), RULES).data).toMatchObject({
      verdict: 'harm',
    });
  });

  test('keeps the highest lower bound of the rate ratio', () => {
    const { data } = evidenceOutcome(lines(ON, ON, ON, ...Array<string>(30).fill(OFF)), RULES);
    const { rateRatio } = data as { rateRatio: { lower: number; runningLower: number } };
    expect(rateRatio.runningLower).toBeCloseTo(3.21451368, 8);
    expect(rateRatio.lower).toBeLessThan(rateRatio.runningLower);
  });

  test('keeps the gravest departure from the planned shares', () => {
    const srm = (open: number) => `{"srm":{"counts":[${open},${1_000 - open}],"shares":[0.2,0.8]}}`;
    expect(evidenceOutcome(lines(srm(300), srm(100), srm(200)), RULES).data).toMatchObject({
      processes: [{ name: 'label' }, { name: 'sample-ratio', everCrossed: true }],
      sampleRatio: 'too-few-open',
    });
  });
});

test('where no person was counted, the answer says so and nothing good', () => {
  const floor = '{"floor":{"errors":0,"users":0,"ceiling":0.01}}';
  for (const input of ['', lines(floor), lines('{"arm":"on","share":1}')]) {
    const { text } = evidenceOutcome(input, RULES);
    expect(text).toContain('No evidence: no person was counted');
    expect(text).not.toContain('No harm shown');
  }
});

test('too few people with the feature are told of, beside the verdict on errors', () => {
  const outcome = evidenceOutcome('{"srm":{"counts":[100,900],"shares":[0.2,0.8]}}', RULES);
  expect(outcome.data).toMatchObject({
    processes: [{ name: 'label' }, { name: 'sample-ratio', everCrossed: true }],
    sampleRatio: 'too-few-open',
    combined: { logEvidence: Math.log(0.6) },
    verdict: 'no harm shown',
  });
  expect(outcome.text).toContain('Too few people with the feature were counted');
});

describe('a line that can’t be read ends it with exit code 2, its number and what was expected', () => {
  test.each([
    ['not JSON', 'arm on', 'Line 3: Read arm on. Expected one of {"arm":"on"'],
    ['another arm', '{"arm":"open","share":0.05}', 'Line 3: Read {"arm":"open"'],
    ['no share', '{"arm":"on"}', 'Line 3: Read {"arm":"on"}'],
    ['a share in words', '{"arm":"on","share":"5%"}', 'Line 3: Read'],
    ['a share of 5', '{"arm":"on","share":5}', 'Line 3: The share is 5.'],
    ['open at a share of 0', '{"arm":"on","share":0}', 'Line 3: The feature was open for a person'],
    ['no restart', '{"restart":false}', 'Line 3: Read {"restart":false}'],
    ['two in one', '{"restart":true,"arm":"on","share":0.05}', 'Line 3: Read'],
    ['a list', '[]', 'Line 3: Read []'],
    ['nothing', 'null', 'Line 3: Read null'],
    ['a floor without a ceiling', '{"floor":{"errors":1,"users":2}}', 'Line 3: Read'],
    ['an empty floor', '{"floor":null}', 'Line 3: Read'],
    ['more errors than users', FLOOR.replace('10', '4'), 'Line 3: The counts are 5 errors of 4'],
    [
      'a label of someone who can’t have it',
      '{"arm":"on","share":0}',
      'Line 3: The feature was open',
    ],
    ['one arm', '{"srm":{"counts":[1],"shares":[1]}}', 'Line 3: 1 counts and 1 shares'],
    ['counts in words', '{"srm":{"counts":["1"],"shares":[1]}}', 'Line 3: Read'],
    ['a long one', `"${'x'.repeat(500)}"`, `Line 3: Read "${'x'.repeat(78)}…. Expected`],
    ['a cut flag', `"${'x'.repeat(76)}🇺🇸"`, `Line 3: Read "${'x'.repeat(76)}…. Expected`],
  ])('%s', (_, bad, sentence) => {
    const outcome = evidenceOutcome(lines(ON, '', bad), RULES);
    expect(outcome).toMatchObject({ exitCode: 2, data: { code: 'unreadable-evidence' } });
    expect(outcome.text).toContain(sentence);
  });

  test('as does a restart more than planned', () => {
    const outcome = evidenceOutcome(lines(RESTART, RESTART), { ...RULES, restarts: 1 });
    expect(outcome.text).toContain('Line 2: A restart number 2, where 1 were planned');
  });
});

test('the command reads standard input', () => {
  const args = ['bin/phcc.mjs', 'guard', 'evidence', '--json'];
  const input = lines(ON, ON, ON);
  const ended = spawnSync(process.execPath, args, { input, encoding: 'utf8' });
  expect(ended).toMatchObject({ status: 1, stderr: '' });
  expect(JSON.parse(ended.stdout)).toMatchObject({ rateRatio: { upper: null }, verdict: 'harm' });
});

function lines(...texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}

function logLabel(input: string, rules: Parameters<typeof evidenceOutcome>[1]): number {
  const { data } = evidenceOutcome(input, rules);
  return (
    (data as { processes: readonly { logEvidence: number }[] }).processes[0]?.logEvidence ?? NaN
  );
}
