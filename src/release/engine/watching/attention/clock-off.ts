import type { AlignedClock } from '../../../../lib/clock.ts';
import { SECOND_MS } from '../../../../lib/duration.ts';
import { inFigures } from '../../../../lib/figures.ts';
import type { Log } from '../../../../lib/log.ts';
import type { ClockOff } from '../lookout.ts';

/** Nobody's clock is exact: it is off when it is so many milliseconds ahead or behind. */
export const OFF_MS = 2 * SECOND_MS;

type ClockDeps = {
  readonly alignment?: Pick<AlignedClock, 'aheadMs'>;
  readonly instance: string;
  readonly log: Log;
};

/** The clocks of all instances, as far as this one knows. Its own is logged once when it is off, and once when it is right again. */
export function createClocks({ alignment, instance, log }: ClockDeps) {
  let others: readonly ClockOff[] = [];
  let wasOff = false;
  const own = (): readonly ClockOff[] => {
    const aheadMs = alignment?.aheadMs() ?? 0;
    return Math.abs(aheadMs) < OFF_MS ? [] : [{ instance, aheadMs }];
  };
  return {
    /** `seen`: what instances last said of their clocks. */
    take: (seen: readonly ClockOff[]): void => {
      others = seen.filter((one) => one.instance !== instance);
      const [off] = own();
      if (off && !wasOff) log.warn('the clock of this instance is off', { reason: inWords(off) });
      if (!off && wasOff) log.warn('the clock of this instance is right again');
      wasOff = off !== undefined;
    },
    /** Whose clock is off, a sentence each: this instance first. */
    off: (): readonly string[] => [...own(), ...others].map(inWords),
  };
}

function inWords({ instance, aheadMs }: ClockOff): string {
  const seconds = inFigures(Math.round(Math.abs(aheadMs) / SECOND_MS));
  const direction = aheadMs > 0 ? 'ahead of' : 'behind';
  return `The clock of instance ${instance} is ${seconds} seconds ${direction} the database’s. Its people are counted by the database’s clock; set its own right.`;
}
