import { crc32 } from 'node:zlib';

/** Flipper's ring: every actor of a feature stands in one of this many buckets. */
const BUCKETS = 100_000;
const BUCKETS_PER_PERCENT = 1_000;

/**
 * The actor's place on the feature's ring, 0 to 99,999: CRC-32 of the UTF-8 bytes of the feature's key and
 * the actor's id, joined without a separator. Source: Flipper 1.4.2; pinned by its own vectors.
 */
export function bucketOf(featureKey: string, actorId: string): number {
  return crc32(actorId, crc32(featureKey)) % BUCKETS;
}

/**
 * Whether the feature is open for this share of actors.
 * @param percentage percent, 0 to 100; compared as a double, unrounded, because Flipper does.
 */
export function isWithinPercentage(bucket: number, percentage: number): boolean {
  if (percentage <= 0) return false;
  if (percentage >= 100) return true;
  return bucket < percentage * BUCKETS_PER_PERCENT;
}
