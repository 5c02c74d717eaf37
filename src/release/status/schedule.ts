import {
  businessDaysBetween,
  daysLater,
  dayInEasternTime,
  isoDay,
  whyNotRaise,
} from '../../calendar/index.ts';
import { MINUTE_MS } from '../../lib/duration.ts';
import { CHECK_IN_IN_WORDS } from '../journal/said-in-words.ts';
import { dueAtOf, openCheckIns } from '../decisions/check-ins.ts';
import { whyNoGo } from '../decisions/signing.ts';
import type { Release } from '../journal/release.ts';

/** Something that is to come in a release. */
export type Scheduled = {
  readonly kind: 'raise' | 'check-in' | 'no-raises' | 'session';
  /** ISO 8601; of a whole day, its day where the plan is written, as `2024-12-24`. */
  readonly at: string;
  readonly words: string;
};

/** What is to come, the earliest first: the next raise at its earliest, check-ins, days without raises, sessions. */
export function scheduleOf(release: Release, now: Date): readonly Scheduled[] {
  if (release.progress.phase === 'closed') return [];
  return [
    ...nextRaise(release, now),
    ...checkIns(release),
    ...freezes(release, now),
    ...sessions(release, now),
  ].toSorted((one, other) => one.at.localeCompare(other.at));
}

/** When the open stage has lasted as long as the plan wants, at the next hour at which it raises. */
function nextRaise({ plan, progress }: Release, now: Date): readonly Scheduled[] {
  const { stage, phase } = progress;
  if (phase !== 'rollout' || stage === null) return [];
  const [open, next] = plan.stages.slice(stage.stage, stage.stage + 2);
  if (!open || !next) return [];
  const lasted = businessDaysLater(stage.openedAt, open.minimumBusinessDays ?? 0);
  const minutes = stage.openedAt.getTime() + (open.minimumMinutes ?? 0) * MINUTE_MS;
  const earliest = new Date(Math.max(now.getTime(), lasted.getTime(), minutes));
  const closed = whyNotRaise(plan.terms.raises, earliest);
  const at = closed === null ? earliest : closed.nextAt;
  if (at === null) return [];
  const waits = [
    ...(progress.held ? ['the hold is over'] : []),
    ...(whyNoGo({ plan, progress }) ? ['a go is signed'] : []),
  ];
  const ifOnly = [...waits, 'nothing is missing then'].join(' and ');
  const words = `Stage ${next.letter} (${next.percentage}%) at the earliest, if ${ifOnly}`;
  return [{ kind: 'raise', at: at.toISOString(), words }];
}

/** When so many business days have passed, in Eastern time. Five of them hold a weekend at least. */
function businessDaysLater(from: Date, wanted: number): Date {
  let days = wanted + 2 * Math.floor(wanted / 5);
  while (businessDaysBetween(from, daysLater(from, days)) < wanted) days += 1;
  return daysLater(from, days);
}

function checkIns({ progress }: Release): readonly Scheduled[] {
  return openCheckIns(progress).flatMap((checkIn) => {
    const dueAt = dueAtOf(checkIn, progress.everyoneSince);
    if (dueAt === null) return [];
    const words = `${CHECK_IN_IN_WORDS[checkIn]} due`;
    return [{ kind: 'check-in', at: dueAt.toISOString(), words } as const];
  });
}

function freezes({ plan }: Release, now: Date): readonly Scheduled[] {
  const today = isoDay(dayInEasternTime(now));
  return plan.terms.raises.notOn
    .filter((day) => day >= today)
    .map((day) => ({ kind: 'no-raises', at: day, words: 'No share is raised, as the plan says' }));
}

function sessions({ progress }: Release, now: Date): readonly Scheduled[] {
  return [...progress.testing.sessions].flatMap(([number, { cancelled, startsAt }]) =>
    cancelled || startsAt < now.toISOString()
      ? []
      : [
          {
            kind: 'session',
            at: startsAt,
            words: `Session ${number} of moderated testing`,
          } as const,
        ],
  );
}
