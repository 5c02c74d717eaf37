import { eventsAfter } from '../../src/release/measuring/kept/event-rows.ts';
import type {
  Marks,
  Measurements,
  NewMeasurements,
} from '../../src/release/measuring/kept/measurements.ts';
import type { PersonEvent } from '../../src/release/measuring/kept/person-event.ts';

/** What was added after these marks, person events unpacked. */
export async function seenSince(
  measurements: Measurements,
  id: string,
  marks: Marks,
): Promise<NewMeasurements & { readonly events: readonly PersonEvent[] }> {
  const seen = await measurements.since(id, marks);
  return { ...seen, events: eventsAfter(marks.event, seen.eventRows) };
}
