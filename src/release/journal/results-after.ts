import type { JournalEntry } from './journal.ts';
import type { EnteredResult, Progress } from './progress.ts';

type Results = Pick<Progress, 'entered' | 'earlierEntered'>;
type EnteredEntry = Extract<JournalEntry, { kind: 'result-entered' }>;

/** With what somebody knows of a place. */
export function withResult(progress: Progress, entry: EnteredEntry): Progress {
  const { place, field, choice, who, at, why } = entry;
  const said: EnteredResult = { who, at, why, choice };
  return { ...progress, entered: new Map([...progress.entered, [`${place}/${field}`, said]]) };
}

/** What was known of an opening is not known of the next one of the same place. */
export function resultsAnew(
  { entered, earlierEntered }: Results,
  places: readonly string[],
): Results {
  const isOver = ([key]: readonly [string, EnteredResult]) =>
    places.some((place) => key.startsWith(`${place}/`));
  const over = [...entered].filter(isOver);
  if (over.length === 0) return { entered, earlierEntered };
  return {
    entered: new Map([...entered].filter((one) => !isOver(one))),
    earlierEntered: [...earlierEntered, ...over],
  };
}
