import { errorFields, type Log } from '../../lib/log.ts';
import type { HistoryEntry } from './entry.ts';
import { sameFeatures, type Features } from './same-gates.ts';

export type OutsideWatch = {
  readonly lastRead: () => Features;
  readonly recordOutside: () => Promise<readonly HistoryEntry[]>;
  readonly tell: (added: readonly HistoryEntry[]) => Promise<void>;
};

/**
 * Compares tables and history whenever something else was read than when they were last compared, so that
 * reading the same thing every few seconds costs nothing more.
 */
export function watchOutside({ lastRead, recordOutside, tell }: OutsideWatch): () => Promise<void> {
  let compared: Features | null = null;
  return async () => {
    const read = lastRead();
    if (compared !== null && sameFeatures(compared, read)) return;
    await tell(await recordOutside());
    compared = read;
  };
}

/** Logs what came from outside, and lets the program act on it. */
export function tellOutside(
  log: Log,
  onOutside: (entry: HistoryEntry) => Promise<void>,
): OutsideWatch['tell'] {
  return async (added) => {
    for (const entry of added.filter(({ through }) => through === 'outside')) {
      const { feature, id: version } = entry;
      log.warn('a feature was changed from outside', { feature, version });
      try {
        await onOutside(entry);
      } catch (error) {
        log.error('nothing was done about a change from outside', {
          feature,
          version,
          ...errorFields(error),
        });
      }
    }
  };
}
