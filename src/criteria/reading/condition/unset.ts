import { anyPhraseAt } from '../words/phrases.ts';
import type { Token } from '../words/tokens.ts';

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
export function isUnsetAt(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at + anyPhraseAt(tokens, at, LEAD_INS)];
  if (!token) return false;
  return token.kind === 'unset' || [...PLACEHOLDERS, ...AGREEMENTS].includes(token.text);
}

/** Whether what is written from `at` on is only that things should be as they were. */
export function speaksOfBaseline(tokens: readonly Token[], at: number): boolean {
  const lead = anyPhraseAt(tokens, at, LEAD_INS);
  return /^baselines?$/.test(tokens[at + lead]?.text ?? '');
}
