import { withinDeadline } from '../lib/deadline.ts';
import { errorFields, type Log } from '../lib/log.ts';

/** One part of the program that ends. */
export type Ending = {
  /** Where it fails, the log says that this did not end. */
  readonly what: string;
  readonly end: () => Promise<void>;
  /** How long it is waited for, in milliseconds; null: for as long as it takes. */
  readonly withinMs: number | null;
};

/**
 * Ends one part after another. What fails or takes too long, as all does that waits for a database out of reach, is
 * said in the log and keeps nothing else from ending.
 */
export async function endEach(endings: readonly Ending[], log: Log): Promise<void> {
  for (const { what, end, withinMs } of endings) {
    try {
      await (withinMs === null ? end() : withinDeadline(withinMs, end()));
    } catch (error) {
      log.warn(`${what} did not end as it should`, errorFields(error));
    }
  }
}
