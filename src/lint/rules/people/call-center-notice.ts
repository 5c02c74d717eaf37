import { MINUTES_PER_DAY } from '../../../lib/duration.ts';
import { minutesIn, type PlanDocument } from '../../../plan/index.ts';
import { dateInWords, daysBetween } from '../../../calendar/index.ts';
import { firstDayIn, type PlannedDay, plannedDates } from '../../reading/planned-dates.ts';
import { placedFields } from '../../reading/sections.ts';
import { sentencesOf, type Sentence } from '../../reading/sentences.ts';
import { placeOfRollout, rolloutPhases } from '../../reading/stages.ts';
import { type RuleHit, type Rule, warning } from '../../rule.ts';

const NOTICE_DAYS = 14;

const CALL_CENTER = /\b(?:contact|call)[ -]cent(?:er|re)s?\b/i;
const TOLD = /\b(?:told|tell|notif|inform|review|guide|brief|train|aware|heads[- ]up)/i;

/** The call center has to know at least two weeks before Veterans call about it. */
export const callCenterNotice: Rule = {
  id: 'call-center-notice',
  find: ({ plan }) => {
    const notices = sentencesOf(plan).filter(
      ({ words }) => CALL_CENTER.test(words) && TOLD.test(words),
    );
    const [first] = notices;
    if (!first) return rolloutPhases(plan).length === 0 ? [] : [neverTold(plan)];
    const message = shortcoming(plan, first);
    const isInTime = notices.some((notice) => shortcoming(plan, notice) === null);
    if (message === null || isInTime) return [];
    return [warning(first.at, message, HOW)];
  },
};

const HOW =
  'Write below the go/no-go “The contact center has had the product guide for at least two weeks”, and see that it is so.';

function neverTold(plan: PlanDocument): RuleHit {
  const goNoGo = placedFields(plan).find(({ field }) => field.known?.name === 'go/no-go');
  return warning(
    goNoGo?.field.span.start ?? placeOfRollout(plan),
    `The plan does not say that the call center is told. It needs ${NOTICE_DAYS} days before a launch.`,
    HOW,
  );
}

/** What is wrong with a notice, in a sentence; null when it is in time. */
function shortcoming(plan: PlanDocument, { words, at }: Sentence): string | null {
  const minutes = minutesIn(words);
  if (minutes !== null) {
    return minutes >= NOTICE_DAYS * MINUTES_PER_DAY
      ? null
      : `The call center is told less than ${NOTICE_DAYS} days before.`;
  }
  const told = firstDayIn(words, at);
  const launch = launchDay(plan);
  if (!told || !launch)
    return 'The plan does not say how long before the launch the call center is told.';
  const days = daysBetween(told.date, launch.date);
  return days >= NOTICE_DAYS
    ? null
    : `The call center is told on ${dateInWords(told.date)}, ${days} days before the launch on ${dateInWords(launch.date)}. It needs ${NOTICE_DAYS}.`;
}

function launchDay(plan: PlanDocument): PlannedDay | null {
  const starts = plannedDates(plan)
    .filter(({ kind }) => kind !== 'testing')
    .map(({ start }) => start);
  return starts.toSorted((one, other) => daysBetween(other.date, one.date))[0] ?? null;
}
