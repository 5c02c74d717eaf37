import { CHECK_INS, dueAtOf, dueOnOf, openCheckIns } from '../../decisions/check-ins.ts';
import { unaskedFrom } from '../../decisions/ending.ts';
import type { CheckInName } from '../../journal/journal.ts';
import type { Release } from '../../journal/release.ts';
import { checkInRecord } from '../../measuring/record.ts';
import type { Snapshot } from '../../measuring/snapshot.ts';
import { draftOf, type SeenSinceLaunch } from './draft.ts';

export type CheckInStatus = {
  readonly checkIn: CheckInName;
  /** ISO 8601; null until everyone has the feature. */
  readonly dueAt: string | null;
  /** The day of that where the plan is written, as `2024-04-08`. */
  readonly dueOn: string | null;
  readonly state: 'open' | 'due' | 'answered' | 'waived';
  /** Of one that is due: what the program can say, to be edited before it is answered; null where nobody has looked. */
  readonly draft: string | null;
};

/** What drafts are made of; null where nobody has looked, which is where the survey is left out. */
export function seenSinceLaunch(
  snapshot: Snapshot | null,
  survey: SeenSinceLaunch['survey'] | undefined,
): SeenSinceLaunch | null {
  if (survey === undefined) return null;
  const record = snapshot && checkInRecord(snapshot, { kind: 'one-month' }, null);
  return { figures: record?.figures ?? null, distrust: snapshot?.unhealthy ?? null, survey };
}

export function checkInsOf(
  release: Pick<Release, 'plan' | 'progress' | 'entries'>,
  { seen, now }: { readonly seen: SeenSinceLaunch | null; readonly now: Date },
): readonly CheckInStatus[] {
  const { everyoneSince, checkIns } = release.progress;
  const open = openCheckIns(release.progress);
  return CHECK_INS.map((checkIn) => {
    const at = dueAtOf(checkIn, everyoneSince);
    const waiting = at !== null && at <= now ? 'due' : 'open';
    const done = checkIns.get(checkIn)?.waived ? 'waived' : 'answered';
    const state = open.includes(checkIn) ? waiting : done;
    const draft = state === 'due' && seen ? draftOf(checkIn, release, seen) : null;
    const dueOn = dueOnOf(checkIn, everyoneSince);
    return { checkIn, dueAt: at?.toISOString() ?? null, dueOn, state, draft };
  });
}

/** What has to be so before a release that was carried out is closed. Times are ISO 8601. */
export type FlagRemoval = {
  /** The toggles that the flag engine still has. */
  readonly left: readonly string[];
  /** When a program last asked for one of them; null: never, as far as is known. */
  readonly lastAskedAt: string | null;
  /** From when on it counts as gone from the code, if nothing asks again; null: it does now. */
  readonly unaskedFrom: string | null;
};

export function flagRemovalOf(
  { left, lastAskedAt }: { readonly left: readonly string[]; readonly lastAskedAt: Date | null },
  now: Date,
): FlagRemoval {
  const from = lastAskedAt && unaskedFrom(lastAskedAt);
  return {
    left,
    lastAskedAt: lastAskedAt?.toISOString() ?? null,
    unaskedFrom: from && from > now ? from.toISOString() : null,
  };
}
