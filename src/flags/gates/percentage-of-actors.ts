import type { Actor, Subject } from '../actor.ts';
import { CRC_START, crcAfter, crcFinished } from './crc32.ts';

/** Flipper's ring: every actor of a feature stands in one of this many buckets. */
const BUCKETS = 100_000;
const BUCKETS_PER_PERCENT = 1_000;

/** A share of the actors, with the hash of the feature's key already begun. */
export type Share = {
  readonly percentage: number;
  readonly afterKey: number;
};

/** @param percentage percent, 0 to 100 */
export function shareOf(featureKey: string, percentage: number): Share {
  return { percentage, afterKey: crcAfter(CRC_START, featureKey) };
}

/** Whether the share holds the subject. A subject without actors is in no share, not even in 100%. */
export function isInShare(share: Share, subject: Subject): boolean {
  const { percentage, afterKey } = share;
  if (percentage <= 0 || subject === null) return false;
  if (typeof subject === 'string') {
    return isWithinPercentage(bucketAfter(afterKey, subject), percentage);
  }
  return subject.length > 0 && isWithinPercentage(bucketIn(share, subject), percentage);
}

/** Several actors stand on the ring as one: all their ids, sorted by bytes, twice if they are given twice. */
export function bucketIn({ afterKey }: Share, actors: readonly Actor[]): number {
  const ids = actors.map(({ id }) => id);
  return bucketAfter(afterKey, ids.toSorted(compareBytes).join(''));
}

/**
 * The actor's place on the feature's ring, 0 to 99,999: CRC-32 of the UTF-8 bytes of the feature's key and
 * the actor's id, joined without a separator. Source: Flipper 1.4.2; pinned by its own vectors.
 */
export function bucketOf(featureKey: string, actorId: string): number {
  return bucketAfter(crcAfter(CRC_START, featureKey), actorId);
}

function bucketAfter(afterKey: number, id: string): number {
  return crcFinished(crcAfter(afterKey, id)) % BUCKETS;
}

/**
 * Whether the feature is open for this share of actors.
 * @param percentage percent, 0 to 100; compared as a double, unrounded, because Flipper does.
 */
export function isWithinPercentage(bucket: number, percentage: number): boolean {
  if (percentage <= 0) return false;
  if (percentage >= 100) return true;
  return isBelow(bucket, percentage);
}

/** The bare comparison, in which 0% and 100% are nothing special. */
export function isBelow(bucket: number, percentage: number): boolean {
  return bucket < percentage * BUCKETS_PER_PERCENT;
}

/**
 * Compares two texts by their UTF-8 bytes, as Ruby does: negative, zero or positive. JavaScript compares
 * UTF-16 units, which puts `😀` before `～`; Ruby puts it behind.
 */
export function compareBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
