import fc from 'fast-check';
import { expect, test } from 'vitest';

import { CLOSED_GATES, type GateValues } from '../feature.ts';
import { sameGates } from '../history/same-gates.ts';
import { changeInWords } from './change-in-words.ts';

const gates = (some: Partial<GateValues> = {}): GateValues => ({ ...CLOSED_GATES, ...some });
const actors = (...ids: readonly string[]) => ({ actors: new Set(ids) });

test.each([
  [null, gates(), 'added'],
  [null, gates({ percentageOfActors: '20' }), 'added, percentage of actors set to 20'],
  [gates(), null, 'removed'],
  [gates(actors('Alma')), null, 'removed, 1 actor removed'],
  [gates(), gates({ boolean: 'true' }), 'opened for everyone'],
  [gates({ boolean: 'true' }), gates(), 'no longer open for everyone'],
  [gates({ boolean: 'TRUE' }), gates(), 'boolean taken away (was TRUE)'],
  [gates(), gates({ expression: '{"Now":[]}' }), 'expression set'],
  [gates({ expression: '{"Now":[]}' }), gates({ expression: '{"Any":[]}' }), 'expression changed'],
  [gates({ expression: '{"Now":[]}' }), gates(), 'expression taken away'],
  [gates({ percentageOfTime: '5' }), gates(), 'percentage of time taken away (was 5)'],
  [gates(), gates({ groups: new Set(['admins']) }), '1 group added'],
  [
    gates({ percentageOfActors: '20', ...actors('Alma', 'Owen') }),
    gates({ percentageOfActors: '50', ...actors('Owen', 'Nona', 'Una') }),
    '2 actors added, 1 actor removed, percentage of actors 20 → 50',
  ],
  [gates(actors('Alma')), gates(actors('Alma')), 'nothing'],
  [null, null, 'nothing'],
])('from %o to %o: %s', (before, after, words) => {
  expect(changeInWords(before, after)).toBe(words);
});

const id = fc.uuid();
const anyGates = fc.option(
  fc.record({
    boolean: fc.constantFrom(null, 'true', 'false'),
    expression: fc.option(id.map((actor) => `{"Equal":[{"Property":["flipper_id"]},"${actor}"]}`)),
    actors: fc.array(id, { maxLength: 3 }).map((ids) => new Set(ids)),
    percentageOfActors: fc.constantFrom(null, '0', '20'),
    percentageOfTime: fc.constantFrom(null, '0', '5'),
    groups: fc.constantFrom(new Set<string>(), new Set(['admins'])),
  }),
);

test('nothing happened exactly where both are the same, and no id of an actor is ever told', () => {
  fc.assert(
    fc.property(anyGates, anyGates, (before, after) => {
      const words = changeInWords(before, after);
      expect(words === 'nothing').toBe(sameGates(before, after));
      expect(words).not.toMatch(/[\da-f]{8}-/);
    }),
  );
});
