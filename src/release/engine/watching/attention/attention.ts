import { lengthInWords, SECOND_MS } from '../../../../lib/duration.ts';
import { isOut } from '../../../journal/progress.ts';
import type { Release } from '../../../journal/release.ts';
import type { EngineDeps } from '../../deps.ts';

/** A release that is out and has not been looked at for longer than may be. */
export type Unwatched = { readonly release: Release; readonly sentence: string };

/** When each release was last looked at, by this instance. */
export type Attention = {
  lookedAt(id: string): void;
  unwatched(): readonly Unwatched[];
};

/** Looks come several times a second; this much later is not late by chance. */
const LATE_MS = 5 * SECOND_MS;

/** `nowMs`: of a clock that nobody sets. */
export function createAttention(
  { journal }: Pick<EngineDeps, 'journal'>,
  nowMs: () => number = () => performance.now(),
): Attention {
  const looks = new Map<string, number>();
  const sinceLook = ({ id }: Release): number => {
    const now = nowMs();
    const last = looks.get(id) ?? now;
    looks.set(id, last);
    return now - last;
  };
  return {
    lookedAt: (id) => {
      looks.set(id, nowMs());
    },
    unwatched: () =>
      journal.known.open().flatMap((release) => {
        if (!isOut(release.progress)) return [];
        const ms = sinceLook(release);
        return ms <= LATE_MS ? [] : [{ release, sentence: unwatchedInWords(ms) }];
      }),
  };
}

function unwatchedInWords(ms: number): string {
  return `This instance could not look at the release for ${lengthInWords(ms)}, so harm may go unseen. Look at the database, and roll back if in doubt.`;
}
