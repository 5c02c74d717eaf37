import { MEASURES } from '../../measures/catalogue.ts';
import { complain, onward, type Clause, type StateResult, type CriterionState } from '../state.ts';
import { durationAt, numberAt, unitOfTimeAt } from '../words/numbers.ts';
import { anyPhraseAt } from '../words/phrases.ts';

const STAGE = ['in', 'over', 'during', 'for', 'per'].flatMap((opening) =>
  ['this stage', 'the stage', 'stage', 'the whole stage', 'this whole stage', 'each stage'].map(
    (stage) => `${opening} ${stage}`,
  ),
);
const LAST = ['over', 'in', 'during', 'for', 'within'].flatMap((opening) =>
  ['', ' the last', ' the past', ' any', ' each', ' every', ' the'].map((each) => opening + each),
);
const PER = ['per', 'each', 'every'];

/** `over 1 hour`, `in the last day`, `per day`, `in this stage`. */
export const windowClause: Clause = (state) => {
  const read = windowAt(state);
  const { measure, window } = state.draft;
  if (
    read?.ok &&
    MEASURES[measure].from === 'the calendar' &&
    read.value.draft.window?.kind === 'last'
  )
    return complain(state, SINCE_IT_OPENED);
  if (!read?.ok || window === null) return read;
  return complain(state, {
    problem: 'said-twice',
    expected: 'the end',
    because: 'A window is named once.',
  });
};

const SINCE_IT_OPENED = {
  problem: 'bad-window',
  expected: '“in this stage” or the end',
  because: 'Business days are counted since the stage opened.',
} as const;

function windowAt(state: CriterionState): StateResult | null {
  const { tokens, at } = state;
  const stage = anyPhraseAt(tokens, at, STAGE);
  if (stage > 0) return onward(state, stage, { window: { kind: 'stage' } });
  const last = anyPhraseAt(tokens, at, LAST);
  if (last > 0) return windowOfTime({ ...state, at: at + last });
  const per = anyPhraseAt(tokens, at, PER);
  const ms = per > 0 ? unitOfTimeAt(tokens, at + per) : null;
  return ms === null ? null : onward(state, per + 1, { window: { kind: 'last', ms } });
}

function windowOfTime(state: CriterionState): StateResult {
  const { tokens, at } = state;
  const unit = unitOfTimeAt(tokens, at);
  if (unit !== null) return onward(state, 1, { window: { kind: 'last', ms: unit } });
  const duration = durationAt(tokens, at);
  if (duration?.ok && duration.value > 0) {
    return onward(state, duration.length, { window: { kind: 'last', ms: duration.value } });
  }
  if (duration && !duration.ok) return complain(state, duration.complaint);
  const number = duration ? null : numberAt(tokens, at);
  return complain(
    state,
    {
      problem: 'bad-window',
      expected: number?.ok
        ? 'a unit of time: seconds, minutes, hours, days or weeks'
        : 'a length of time, such as “1 hour” or “2 days”, or “this stage”',
    },
    number?.ok ? number.length : 0,
  );
}
