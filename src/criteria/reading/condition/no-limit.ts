import { MEASURES } from '../../measures/catalogue.ts';
import { complain, type Failure, type State } from '../state.ts';
import { NEEDS_BASELINE } from './reference.ts';
import { isUnsetAt, speaksOfBaseline } from './unset.ts';

export function isLeftOpenAt({ tokens, at }: State): boolean {
  return speaksOfBaseline(tokens, at) || isUnsetAt(tokens, at);
}

/** Where a limit should stand and nothing that can be checked does. */
export function complainOfNoLimit(state: State, expected?: string): Failure {
  const { tokens, at, draft } = state;
  if (speaksOfBaseline(tokens, at)) return complain(state, NEEDS_BASELINE);
  const example = EXAMPLES[MEASURES[draft.measure].kind];
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
  count: 'a number, such as “3”',
  duration: 'a length of time, such as “2 seconds”',
};
