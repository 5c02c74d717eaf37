import { measureOf } from '../../measures/catalogue.ts';
import { complain, type Failure, type CriterionState } from '../state.ts';
import { NEEDS_BASELINE } from './reference.ts';
import { anyPhraseAt } from '../words/phrases.ts';
import type { Token } from '../words/tokens.ts';

export function isLeftOpenAt({ tokens, at }: CriterionState): boolean {
  return speaksOfBaseline(tokens, at) || isUnsetAt(tokens, at);
}

/** Where a limit should stand and nothing that can be checked does. */
export function complainOfNoLimit(state: CriterionState, expected?: string): Failure {
  const { tokens, at, draft } = state;
  if (speaksOfBaseline(tokens, at)) return complain(state, NEEDS_BASELINE);
  const example = EXAMPLES[measureOf(draft).kind];
  return isUnsetAt(tokens, at)
    ? complain(state, {
        problem: 'unset-limit',
        expected: example,
        because: 'The limit is not set.',
      })
    : complain(state, { problem: 'no-limit', expected: expected ?? example });
}

const EXAMPLES = {
  share: 'a percentage, such as “5%”',
  ratio: 'a percentage, such as “5%”',
  count: 'a number, such as “3”',
  duration: 'a length of time, such as “2 seconds”',
  score: 'a number, such as “0.1”',
};

const PLACEHOLDERS = ['tbd', 'tba', 'tbc', 'n', 'nn', 'y', 'z', 'todo'];

const AGREEMENTS = ['agreed', 'acceptable', 'normal', 'usual', 'expected', 'typical', 'threshold'];

const LEAD_INS = [
  'the',
  'an',
  'a',
  'in',
  'in the',
  'in its',
  'within',
  'within the',
  'its',
  'some',
];

/** Whether a limit was left open at `at`: `xx%`, `[TBD]`, `the agreed threshold`, `in the usual range`. */
function isUnsetAt(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at + anyPhraseAt(tokens, at, LEAD_INS)];
  if (!token) return false;
  return token.kind === 'unset' || [...PLACEHOLDERS, ...AGREEMENTS].includes(token.text);
}

/** Whether what is written from `at` on is only that things should be as they were. */
function speaksOfBaseline(tokens: readonly Token[], at: number): boolean {
  const lead = anyPhraseAt(tokens, at, LEAD_INS);
  return /^baselines?$/.test(tokens[at + lead]?.text ?? '');
}
