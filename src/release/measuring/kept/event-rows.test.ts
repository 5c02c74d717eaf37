import fc from 'fast-check';
import { expect, test } from 'vitest';

import { eventsIn, rowsOf } from './event-rows.ts';
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
      const rows = rowsOf(events).map((row) => JSON.parse(JSON.stringify(row)) as typeof row);
      const read = rows.map((row) => ({ ...row, at: new Date(row.at) }));
      expect(read.flatMap(eventsIn)).toEqual(events);
    }),
  );
});
