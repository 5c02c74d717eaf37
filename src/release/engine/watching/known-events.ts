import { markOf } from '../../measuring/kept/person-marks.ts';
import type { NewPersonEvent } from '../../measuring/kept/person-event.ts';

/** Person events that have been written: most of what people do has been seen of them before. */
export class KnownEvents {
  #known = new Set<string>();

  newOnes(id: string, events: readonly NewPersonEvent[]): readonly NewPersonEvent[] {
    const unique = new Map<string, NewPersonEvent>();
    for (const event of events) {
      const name = nameOf(id, event);
      if (!this.#known.has(name) && !unique.has(name)) unique.set(name, event);
    }
    return [...unique.values()];
  }

  remember(id: string, events: readonly NewPersonEvent[]): void {
    if (this.#known.size > MOST_KNOWN) this.#known = new Set();
    for (const event of events) this.#known.add(nameOf(id, event));
  }
}

/** Forgetting costs a statement that adds nothing. */
const MOST_KNOWN = 50_000;

function nameOf(id: string, event: NewPersonEvent): string {
  return `${id}|${event.run}|${event.person}|${markOf(event)}`;
}
