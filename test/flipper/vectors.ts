import { readFileSync } from 'node:fs';

import type { Actor, PropertyValue } from '../../src/flags/actor.ts';
import { CLOSED_GATES, type Feature } from '../../src/flags/feature.ts';

/** What Ruby's Flipper answered, for features and actors of every kind. */
export type Vectors = {
  readonly crc: readonly (readonly [text: string, crc32: number, bucket: number])[];
  readonly percentage_of_actors: readonly {
    readonly feature: string;
    readonly percentage: number;
    readonly actors: readonly string[];
    readonly enabled: boolean;
  }[];
  readonly expressions: readonly {
    readonly feature: string;
    readonly expression: unknown;
    readonly actor: string;
    readonly properties: Readonly<Record<string, PropertyValue>>;
    readonly enabled: boolean;
  }[];
  readonly gates: readonly {
    readonly feature: string;
    readonly gates: StoredGates;
    readonly state: string;
    readonly actors: readonly {
      readonly flipper_id: string;
      readonly properties: Readonly<Record<string, PropertyValue>>;
    }[];
    readonly enabled: boolean;
    readonly gate: string | null;
  }[];
};

type StoredGates = {
  readonly boolean: string | null;
  readonly expression: unknown;
  readonly actors: readonly string[];
  readonly percentage_of_actors: string | null;
  readonly percentage_of_time: string | null;
  readonly groups: readonly string[];
};

export const VECTORS = JSON.parse(
  readFileSync(new URL('vectors.json', import.meta.url), 'utf8'),
) as Vectors;

export function featureOf(key: string, gates: Partial<StoredGates>): Feature {
  const { expression = null, actors = [], groups = [] } = gates;
  return {
    key,
    gates: {
      ...CLOSED_GATES,
      boolean: gates.boolean ?? null,
      expression: expression === null ? null : JSON.stringify(expression),
      actors: new Set(actors),
      percentageOfActors: gates.percentage_of_actors ?? null,
      percentageOfTime: gates.percentage_of_time ?? null,
      groups: new Set(groups),
    },
  };
}

export function actor(id: string, properties: Actor['properties'] = {}): Actor {
  return { id, properties };
}
