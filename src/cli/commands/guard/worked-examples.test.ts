import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { ALPHA } from '../../../guard/index.ts';
import { powerOutcome } from './power.ts';
import { replay } from './replay.ts';

const DOCUMENT = readFileSync(new URL('../../../../docs/guard.md', import.meta.url), 'utf8');

const EXAMPLES = [
  ...DOCUMENT.matchAll(
    /```json\n([^`]+)```\n\nEvidence \(([\w-]+)\): ([\d,]+)\. Verdict: ([a-z ]+)\./g,
  ),
].map(([, lines = '', name = '', evidence = '', verdict = '']) => ({
  lines,
  name,
  evidence,
  verdict,
}));

test('docs/guard.md has an example for each kind of line', () => {
  expect(EXAMPLES.map(({ name }) => name)).toEqual(['label', 'label', 'floor', 'sample-ratio']);
});

test.each(EXAMPLES)('its example of $name gives $evidence, $verdict', (example) => {
  const watch = replay(example.lines, { alpha: ALPHA, tolerance: 1 });
  if (!watch.ok) throw new Error(watch.error);
  const reading = watch.value.answer();
  const process = reading.processes.find(({ name }) => name === example.name);
  const evidence = Math.round(Math.exp(process?.logEvidence ?? NaN)).toLocaleString('en');
  expect({ evidence, verdict: reading.verdict }).toEqual({
    evidence: example.evidence,
    verdict: example.verdict,
  });
});

test('its sentence for a plan is what the command answers', () => {
  const { text } = powerOutcome({
    share: 0.05,
    erringUsers: 59,
    ratio: 2,
    alpha: ALPHA,
    tolerance: 1,
    shipped: true,
  });
  const [sentence = '', chance = ''] = text.split('\n');
  expect(DOCUMENT).toContain(`> ${sentence}\n`);
  expect(chance).toBe('A rise to 2 times is caught with a chance of 3.1%.');
});
