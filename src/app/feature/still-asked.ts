import type { ChangeDeps, FeatureRecords } from '../../flags/index.ts';
import type { Clock } from '../../lib/clock.ts';
import { whoStillAsks } from './features.ts';

/** Which of some features a program still asks for, as a sentence; null: none of them. */
export function stillAskedBy(
  records: Pick<FeatureRecords, 'lastAsked'>,
  clock: Clock,
): NonNullable<ChangeDeps['stillAsked']> {
  return async (keys) => {
    const lastAsked = await records.lastAsked();
    const now = clock.now();
    const sentences = keys.map((key) => whoStillAsks(key, lastAsked.get(key), now));
    return sentences.find((sentence) => sentence !== null) ?? null;
  };
}
