import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { widens } from '../change.ts';
import { CLOSED_GATES, readNumber, type GateValues } from '../feature.ts';
import { openGate } from './open-gate.ts';
import { readyFeature } from './ready-feature.ts';
import { sameMeaning } from './same-meaning.ts';

const gates = (some: Partial<GateValues> = {}): GateValues => ({ ...CLOSED_GATES, ...some });
const actors = (...ids: readonly string[]) => ({ actors: new Set(ids) });

describe('what is stored in other words', () => {
  test.each([
    [gates({ percentageOfActors: '20' }), gates({ percentageOfActors: '20.0' })],
    [gates({ percentageOfActors: '20' }), gates({ percentageOfActors: '2.0e1' })],
    [gates({ percentageOfActors: '2' }), gates({ percentageOfActors: '2e1' })],
    [gates({ percentageOfActors: '0' }), gates()],
    [gates({ percentageOfActors: '-5' }), gates()],
    [gates({ percentageOfTime: '0' }), gates()],
    [gates({ percentageOfTime: '100' }), gates({ percentageOfTime: '250' })],
    [gates({ boolean: 'false' }), gates()],
    [gates({ boolean: '1' }), gates({ boolean: 'true' })],
    [gates({ expression: '{}' }), gates()],
    [gates({ expression: '{"Nope":[]}' }), gates()],
    [gates({ expression: '{"Now":[]}' }), gates({ expression: ' { "Now" : null } ' })],
    [gates(actors('Alma', 'Owen')), gates(actors('Owen', 'Alma'))],
    [gates({ percentageOfActors: 'none' }), gates()],
  ])('means the same: %o and %o', (one, other) => {
    expect(sameMeaning(one, other)).toBe(true);
    expect(widens(one, other)).toBe(false);
    expect(widens(other, one)).toBe(false);
  });

  test('is not the same where there is no such feature', () => {
    expect(sameMeaning(null, gates())).toBe(false);
    expect(sameMeaning(null, null)).toBe(true);
  });
});

const ALMA = '{"Equal":[{"Property":["flipper_id"]},"Alma"]}';
const NUMBERS = [null, '0', '0.0', '5', '5.0', '5abc', '1_0', '20', '20.00', '100', '1e2', 'x'];
const anyGates = fc.record({
  boolean: fc.constantFrom(null, 'true', '1', 'false', 'TRUE'),
  expression: fc.constantFrom(null, '{}', ALMA, ` ${ALMA.replace(':', ' : ')}\n`, '{"Any":', '[]'),
  actors: fc.subarray(['Alma', 'Owen', 'Nona']).map((ids) => new Set(ids)),
  percentageOfActors: fc.constantFrom(...NUMBERS),
  percentageOfTime: fc.constantFrom(...NUMBERS),
  groups: fc.subarray(['admins']).map((names) => new Set(names)),
});

const PEOPLE = ['Alma', 'Owen', 'Nona', ...Array.from({ length: 60 }, (_, at) => `Veteran;${at}`)];
const CHANCES = [0, 0.01, 0.049, 0.051, 0.15, 0.25, 0.99];

/** Who is let in by which gate, at each throw of the dice. */
function answersOf(stored: GateValues): readonly unknown[] {
  const groups = new Map([['admins', ({ id }: { readonly id: string }) => id === 'Nona']]);
  const feature = readyFeature({ key: 'page', gates: stored }, groups);
  return CHANCES.flatMap((chance) =>
    PEOPLE.map((id) =>
      openGate(feature, [{ id, properties: { flipper_id: id } }], {
        features: new Map(),
        groups,
        now: () => new Date(0),
        random: () => chance,
        report: () => undefined,
        route: null,
      }),
    ),
  );
}

/** Each gate by itself, so that none hides behind the one before. */
function eachGate(stored: GateValues): readonly GateValues[] {
  const names = Object.keys(stored) as (keyof GateValues)[];
  return names.map((name) => ({ ...CLOSED_GATES, [name]: stored[name] }));
}

test('gates mean the same exactly where the engine lets in the same people by each of them', () => {
  fc.assert(
    fc.property(anyGates, anyGates, (one, other) => {
      const answers = [one, other].map((stored) => eachGate(stored).map(answersOf));
      expect(sameMeaning(one, other)).toBe(
        JSON.stringify(answers[0]) === JSON.stringify(answers[1]),
      );
    }),
  );
});

test('a rewrite that keeps the meaning is the same and opens no wider', () => {
  const rewritten = (stored: GateValues): GateValues => ({
    boolean: stored.boolean === 'true' ? '1' : (stored.boolean ?? 'false'),
    expression: stored.expression === null ? '{}' : `\n${stored.expression} `,
    actors: new Set([...stored.actors].toReversed()),
    percentageOfActors: `${readNumber(stored.percentageOfActors)}.00`,
    percentageOfTime: `+${readNumber(stored.percentageOfTime)}`,
    groups: stored.groups,
  });
  fc.assert(
    fc.property(anyGates, (stored) => {
      expect(sameMeaning(stored, rewritten(stored))).toBe(true);
      expect(widens(stored, rewritten(stored))).toBe(false);
    }),
  );
});
