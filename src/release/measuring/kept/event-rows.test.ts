import fc from 'fast-check';
import { expect, test } from 'vitest';

import { eventsAfter, eventsIn, rowsAfter, rowsOf, type EventRow } from './event-rows.ts';
import { isHourly, KINDS, type PersonEvent } from './person-event.ts';

const AT = Date.parse('2024-04-08T14:00:00Z');

const someEvents: fc.Arbitrary<readonly PersonEvent[]> = fc
  .array(
    fc.record({
      run: fc.constantFrom(1, 1, 1, 2),
      opening: fc.integer({ min: 1, max: 3 }),
      kind: fc.constantFrom(...KINDS),
      cohort: fc.constantFrom('open', 'closed', 'tester'),
      share: fc.constantFrom(0.2, 1 / 3, 0.5),
      afterMs: fc.constantFrom(-9_000, 0, 0, 0, 1, 3_600_000),
      hourBefore: fc.option(fc.integer({ min: 470_000, max: 480_000 })),
      isNumberLeftOut: fc.boolean(),
    }),
    { maxLength: 250 },
  )
  .map((all) => {
    let number = 0;
    return all.map(({ afterMs, isNumberLeftOut, hourBefore, ...event }) => {
      number += isNumberLeftOut ? 2 : 1;
      const at = new Date(AT + afterMs);
      return { ...event, at, number, hourBefore: isHourly(event.kind) ? hourBefore : null };
    });
  });

test('what was seen of people comes back from its rows as it was, with its numbers', () => {
  fc.assert(
    fc.property(someEvents, (events) => {
      expect(rowsOf(events).map(kept).flatMap(eventsIn)).toEqual(events);
    }),
  );
});

test('what is added a few at a time fills the last row first, and comes back the same', () => {
  fc.assert(
    fc.property(someEvents, fc.integer({ min: 1, max: 40 }), (events, atOnce) => {
      const rows: EventRow[] = [];
      for (let from = 0; from < events.length; from += atOnce) {
        add(rows, events.slice(from, from + atOnce));
      }
      expect(eventsAfter(0, rows.map(kept))).toEqual(events);
      const isLonger = rows.some(({ events: answers }) => answers.length > 100);
      expect(isLonger).toBe(false);
      const mark = events[Math.floor(events.length / 2)]?.number ?? 0;
      const newer = events.filter(({ number }) => number > mark);
      expect(eventsAfter(mark, rows.map(kept))).toEqual(newer);
    }),
  );
});

/** As a store does it. */
function add(rows: EventRow[], events: readonly PersonEvent[]): void {
  const last = rows.pop();
  if (!last) return void rows.push(...rowsOf(events));
  const { longer, rows: further } = rowsAfter({ ...last, answers: last.events.length }, events);
  const whole = longer && { ...longer, events: [...last.events, ...longer.events] };
  rows.push(whole ?? last, ...further);
}

function kept(row: EventRow): EventRow {
  const read = JSON.parse(JSON.stringify(row)) as EventRow;
  return { ...read, at: new Date(read.at) };
}
