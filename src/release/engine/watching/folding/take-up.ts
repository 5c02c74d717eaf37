import { inSlices } from '../../../../lib/in-slices.ts';
import type { Release } from '../../../journal/release.ts';
import { minuteOf } from '../../../measuring/kept/answer-count.ts';
import { eventsIn } from '../../../measuring/kept/event-rows.ts';
import type { Marks, NewMeasurements } from '../../../measuring/kept/measurements.ts';
import type { PersonEvent } from '../../../measuring/kept/person-event.ts';
import type { RunWatch } from '../../../measuring/run-watch.ts';

export type FoldedRun = {
  readonly watch: RunWatch;
  marks: Marks;
  version: number;
  newestMs: number;
  /** Nothing that was saved could be gone on from. */
  isAnew: boolean;
  /** Rows that were read since it was saved, and when that was. */
  unsaved: number;
  savedAtMs: number;
};

type TakingUp = {
  readonly release: Release;
  readonly now: Date;
  /** What came later, or in another run, is left out; left out, nothing is. */
  readonly moment: Date | undefined;
};

/** Whether all of the page was taken up. It is taken up to its end in any case, so that nothing is folded twice. */
export async function takeUpPage(
  run: FoldedRun,
  page: NewMeasurements,
  taking: TakingUp,
): Promise<boolean> {
  const { isWhole, last } = await takeUpEvents(run, page, taking);
  const { now, moment } = taking;
  const newest = moment ? minuteOf(moment) : Infinity;
  await inSlices(page.answerCounts, (counted) => {
    if (counted.minute > newest) return;
    run.watch.noteAnswers(counted, moment ?? now);
    run.unsaved += 1;
  });
  await inSlices(page.hourCounts, (counted) => {
    run.watch.noteHour(counted);
    run.unsaved += 1;
  });
  run.marks = { ...page.marks, event: isWhole ? page.marks.event : last };
  return isWhole;
}

/**
 * Person events of a stage run that the journal, as it was read, does not tell of yet wait for the next look, with all
 * that came after them. The evidence begins again with a stage run, in every instance, before anything is measured of it.
 */
async function takeUpEvents(
  run: FoldedRun,
  { eventRows }: NewMeasurements,
  { release, moment }: TakingUp,
): Promise<{ readonly isWhole: boolean; readonly last: number }> {
  const { watch, marks } = run;
  const isMeant = (event: PersonEvent) =>
    event.number > marks.event &&
    (!moment || (event.run === watch.run && event.at.getTime() <= moment.getTime()));
  let [isWhole, last] = [true, marks.event];
  await inSlices(eventRows, (row) => {
    for (const event of eventsIn(row)) {
      if (!isWhole || !isMeant(event)) continue;
      isWhole = event.opening <= release.runs.length;
      if (!isWhole) return;
      watch.note(event);
      if (event.run === watch.run) run.newestMs = Math.max(run.newestMs, event.at.getTime());
      last = event.number;
      run.unsaved += 1;
    }
  });
  return { isWhole, last };
}
