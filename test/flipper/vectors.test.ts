import { describe, expect, test } from 'vitest';

import type { Actor } from '../../src/flags/actor.ts';
import { answersOf } from '../../src/flags/answers.ts';
import { stateOf, type Feature } from '../../src/flags/feature.ts';
import { CRC_START, crcAfter, crcFinished } from '../../src/flags/gates/crc32.ts';
import { bucketOf } from '../../src/flags/gates/percentage-of-actors.ts';
import { actor, featureOf, VECTORS } from './vectors.ts';

/** The open gate's name, or null. */
function openGateOf(features: readonly Feature[], featureKey: string, actors: readonly Actor[]) {
  const surroundings = { groups: new Map(), now: () => new Date(), random: () => 0.5 };
  const decision = answersOf(features, surroundings).explain(featureKey, actors);
  expect(decision.problems).toBeUndefined();
  return decision.open ? decision.gate : null;
}

describe('the engine answers as Ruby’s Flipper did', () => {
  test('for every checksum and bucket', () => {
    const wrong = VECTORS.crc.filter(
      ([text, crc, bucket]) =>
        crcFinished(crcAfter(CRC_START, text)) !== crc || bucketOf('', text) !== bucket,
    );
    expect(VECTORS.crc).toHaveLength(135);
    expect(wrong).toEqual([]);
  });

  test('for every percentage of actors, one or several', () => {
    const wrong = VECTORS.percentage_of_actors.filter((row) => {
      const feature = featureOf(row.feature, { percentage_of_actors: String(row.percentage) });
      const actors = row.actors.map((id) => actor(id));
      return (openGateOf([feature], row.feature, actors) !== null) !== row.enabled;
    });
    expect(VECTORS.percentage_of_actors).toHaveLength(1500);
    expect(wrong).toEqual([]);
  });

  test('for every expression', () => {
    const others = [featureOf('on_flag', { boolean: 'true' }), featureOf('off_flag', {})];
    const wrong = VECTORS.expressions.filter((row) => {
      const features = [...others, featureOf(row.feature, { expression: row.expression })];
      const open = openGateOf(features, row.feature, [actor(row.actor, row.properties)]);
      return (open === 'expression') !== row.enabled;
    });
    expect(VECTORS.expressions).toHaveLength(1630);
    expect(wrong).toEqual([]);
  });

  test('for every mixture of gates: whether it is open, by which gate, and in which state', () => {
    const wrong = VECTORS.gates.filter((row) => {
      const feature = featureOf(row.feature, row.gates);
      const actors = row.actors.map(({ flipper_id, properties }) => actor(flipper_id, properties));
      const gate = openGateOf([feature], row.feature, actors);
      return (
        gate !== row.gate || row.enabled !== (gate !== null) || stateOf(feature.gates) !== row.state
      );
    });
    expect(VECTORS.gates).toHaveLength(1630);
    expect(wrong).toEqual([]);
  });
});
