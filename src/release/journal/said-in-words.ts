import { capitalized } from '../../lib/spelling.ts';
import { inFigures } from '../../lib/figures.ts';
import { CALL_REASONS, type CheckInName, type JournalFact, type ResultField } from './journal.ts';

type SaidByPeople = Extract<
  JournalFact,
  {
    kind:
      | 'criterion-answered'
      | 'check-in-answered'
      | 'check-in-waived'
      | 'calls-entered'
      | 'result-entered';
  }
>;

/** In a few words what people answered, counted or waived. */
export function saidInWords(fact: SaidByPeople): string {
  switch (fact.kind) {
    case 'criterion-answered':
      return `${fact.yes ? 'Yes' : 'No'} to “${fact.criterion}”`;
    case 'check-in-answered':
      return `${capitalized(CHECK_IN_IN_WORDS[fact.checkIn])} answered`;
    case 'check-in-waived':
      return `${capitalized(CHECK_IN_IN_WORDS[fact.checkIn])} waived`;
    case 'calls-entered':
      return callsInWords(fact);
    case 'result-entered':
      return resultInWords(fact);
  }
}

/** `12 calls on 2024-04-08: 10 confused, 2 other; a stop was asked for`. */
function callsInWords({ day, counts, stop }: Extract<JournalFact, { kind: 'calls-entered' }>) {
  const total = CALL_REASONS.reduce((sum, reason) => sum + counts[reason], 0);
  const parts = CALL_REASONS.flatMap((reason) =>
    counts[reason] === 0 ? [] : [`${inFigures(counts[reason])} ${reason}`],
  );
  const calls = `${inFigures(total)} ${total === 1 ? 'call' : 'calls'} on ${day}`;
  const told = parts.length === 0 ? calls : `${calls}: ${parts.join(', ')}`;
  return stop ? `${told}; a stop was asked for` : told;
}

function resultInWords({ place, field, choice }: Extract<JournalFact, { kind: 'result-entered' }>) {
  if (place === 'post-launch') return `${RESULT_IN_WORDS[field]}, after launch`;
  const where = PLACE_IN_WORDS[place] ?? `Stage ${place}`;
  return `${RESULT_IN_WORDS[field]} of ${where}${choice === null ? '' : `: ${choice}`}`;
}

const PLACE_IN_WORDS: Readonly<Record<string, string>> = {
  testing: 'Phase I',
  'one-week': 'the first week',
  'one-month': 'the first month',
};

const RESULT_IN_WORDS: Readonly<Record<ResultField, string>> = {
  changes: 'Changes necessary',
  handling: 'Trouble with VA handling',
  feedback: 'Quality of feedback',
  success: 'Comparison with the definition of success',
  assumptions: 'Assumptions',
  evolution: 'What comes next',
  'clean-up': 'Cleaning up',
};

export const CHECK_IN_IN_WORDS: Readonly<Record<CheckInName, string>> = {
  'one-week': 'one-week check-in',
  'one-month': 'one-month check-in',
  'post-launch': 'post-launch questions',
};
