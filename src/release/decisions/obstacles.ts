import { durationInWords, MINUTE_MS } from '../../lib/duration.ts';
import { businessDaysBetween, whyNotRaise } from '../../calendar/index.ts';
import type { ReleaseStage } from '../../plan/index.ts';
import type { Assessment } from '../../guard/index.ts';
import { answerTo, askedOf } from './questions.ts';
import type { Situation } from './situation.ts';

/** What the plan asks of the open stage that is not there yet, a sentence each. */
export function unmet(situation: Situation): readonly string[] {
  const questions = situation.progress.stage ? unansweredIn(situation) : [];
  return [...unmetBesidesQuestions(situation), ...questions];
}

/** The same without what people are asked. */
export function unmetBesidesQuestions(situation: Situation): readonly string[] {
  const { plan, progress, assessment, now } = situation;
  const open = progress.stage;
  const planned = open && plan.stages[open.stage];
  if (!planned) return notNow(situation);
  return [
    ...notNow(situation),
    tooEarly(planned, open.openedAt, now),
    tooFew(planned, assessment),
    ...unmetCriteria(assessment),
  ].filter((sentence) => sentence !== null);
}

/** When the plan lets a share be raised. Going on at the same share, or to fully on, waits for no hour. */
function notNow({ plan, progress, now }: Situation): readonly string[] {
  const next = plan.stages[(progress.stage?.stage ?? -1) + 1];
  const isRaise = next !== undefined && next.percentage > (progress.stage?.percentage ?? 0);
  const closed = isRaise ? whyNotRaise(plan.terms.raises, now) : null;
  return closed ? [closed.sentence] : [];
}

/** A sentence for each question of the plan that is not answered in this stage, or that was answered no. */
function unansweredIn({ plan, progress }: Situation): readonly string[] {
  return askedOf(plan).flatMap((criterion) => {
    const answer = answerTo(criterion, progress);
    if (!answer) return [`Not answered yet: “${criterion}”.`];
    return answer.yes ? [] : [`${answer.who.name} said no to “${criterion}”: ${answer.why ?? ''}`];
  });
}

/** What has not been judged is not met. Where nothing is measured, people look for themselves. */
function unmetCriteria(assessment: Assessment | null): readonly string[] {
  return assessment === null ? [] : (assessment.unmetCriteria ?? [NOT_JUDGED]);
}

const NOT_JUDGED = 'The success criteria have not been judged yet.';

function tooEarly(planned: ReleaseStage, openedAt: Date, now: Date): string | null {
  const { letter, minimumBusinessDays: wanted = 0 } = planned;
  const business = wanted > 0 ? wanted - businessDaysBetween(openedAt, now) : 0;
  if (business > 0) {
    return `Stage ${letter} lasts at least ${businessDays(wanted)}; ${businessDays(business)} to go.`;
  }
  if (planned.minimumMinutes === null) return null;
  const elapsed = Math.floor((now.getTime() - openedAt.getTime()) / MINUTE_MS);
  const left = planned.minimumMinutes - elapsed;
  if (left <= 0) return null;
  const planWants = durationInWords(planned.minimumMinutes);
  return `Stage ${planned.letter} lasts at least ${planWants}; ${durationInWords(left)} to go.`;
}

const businessDays = (count: number) => `${count} business ${count === 1 ? 'day' : 'days'}`;

/** What cannot be measured is not taken as met. */
function tooFew(
  { letter, minimumUsers }: ReleaseStage,
  assessment: Assessment | null,
): string | null {
  if (minimumUsers === null) return null;
  const wanted = `Stage ${letter} needs at least ${minimumUsers} people`;
  if (assessment === null) {
    return (
      `${wanted}, and people can’t be counted just now: check the number by hand, then override with ` +
      'that as the reason.'
    );
  }
  return assessment.people < minimumUsers
    ? `${wanted}; ${assessment.people} have come so far.`
    : null;
}
