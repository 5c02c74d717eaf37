import { lengthInWords, SECOND_MS } from '../../../../lib/duration.ts';
import { isOut } from '../../../journal/progress.ts';
import type { Release } from '../../../journal/release.ts';
import type { EngineDeps } from '../../deps.ts';

/** A release that is out and has not been looked at for longer than may be: for so many milliseconds. */
export type Unwatched = { readonly release: Release; readonly lateMs: number };

/** When each release was last looked at, by this instance. */
export type Attention = {
  /** A look at it begins, and has ended well. */
  looksAt(id: string): void;
  lookedAt(id: string): void;
  unwatched(): readonly Unwatched[];
  /** Why this instance sees no harm to a release that is out, in a sentence; null: it does, or it does not watch at all. */
  whyUnwatched(release: Release): string | null;
};

/** Looks come several times a second; this much later is not late by chance. */
const LATE_MS = 5 * SECOND_MS;

/** `nowMs`: of a clock that nobody sets. */
export function createAttention(
  { journal }: Pick<EngineDeps, 'journal'>,
  nowMs: () => number = () => performance.now(),
): Attention {
  const looks = new Map<string, number>();
  const firstLooks = new Map<string, 'under way' | 'done'>();
  const sinceLook = ({ id }: Release): number => {
    const now = nowMs();
    const last = looks.get(id) ?? now;
    looks.set(id, last);
    return now - last;
  };
  const late = (release: Release): number | null => {
    if (!isOut(release.progress)) return null;
    const ms = sinceLook(release);
    return ms <= LATE_MS ? null : ms;
  };
  return {
    looksAt: (id) => {
      if (!firstLooks.has(id)) firstLooks.set(id, 'under way');
    },
    lookedAt: (id) => {
      firstLooks.set(id, 'done');
      looks.set(id, nowMs());
    },
    unwatched: () =>
      journal.known.open().flatMap((release) => {
        const lateMs = late(release);
        return lateMs === null ? [] : [{ release, lateMs }];
      }),
    whyUnwatched: (release) => {
      const lateMs = late(release);
      if (lateMs !== null) return unwatchedInWords(lateMs);
      const isFirst = isOut(release.progress) && firstLooks.get(release.id) === 'under way';
      return isFirst ? FIRST_LOOK : null;
    },
  };
}

/** No fault: nobody hears of it who does not ask. */
const FIRST_LOOK =
  'This instance has not ended its first look at the release: it still reads what was measured. Until it has, only an instance that has been running for longer sees harm.';

/** `instance`: named where others may read it; left out, it is the one that says so. */
export function unwatchedInWords(ms: number, instance?: string): string {
  const subject = instance === undefined ? 'This instance' : `Instance ${instance}`;
  return `${subject} could not look at the release for ${lengthInWords(ms)}, so harm may go unseen. Look at the database, and roll back if in doubt.`;
}
