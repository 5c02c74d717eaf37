import { Type, type TSchema } from 'typebox';

import { ok, type Result } from '../../../lib/result.ts';
import type { Parameters } from '../form.ts';
import type { FlipperPath } from './places.ts';

export type Verb = 'GET' | 'POST' | 'DELETE';

/** What a request says at a place: parameters by their names, or JSON that is one thing as a whole. */
export type Taken = {
  readonly named?: Readonly<Record<string, TSchema>>;
  readonly whole?: TSchema;
};

const name = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);
const yes = Type.Optional(Type.Union([Type.String(), Type.Boolean()]));
const keys = Type.Optional(
  Type.String({ description: 'Names with commas between them; or keys[], repeated.' }),
);
const percentage = Type.Union([Type.String(), Type.Number()]);
const expression = Type.Object({}, { additionalProperties: true });
const file = Type.Object({
  version: Type.Literal(1),
  features: Type.Object({}, { additionalProperties: expression }),
});
const group = { name, allow_unregistered_groups: yes };

/**
 * Every place of Flipper's API with its verbs, and what each takes. `/openapi.json` is written from it, and a place
 * hears of no other parameter.
 */
export const TAKES = {
  features: {
    GET: { named: { keys, exclude_gates: yes, exclude_gate_names: yes } },
    POST: { named: { name } },
  },
  feature: { GET: { named: { exclude_gates: yes } }, DELETE: {} },
  clear: { DELETE: {} },
  boolean: { POST: {}, DELETE: {} },
  actors: { POST: { named: { flipper_id: name } }, DELETE: { named: { flipper_id: name } } },
  groups: { POST: { named: group }, DELETE: { named: group } },
  percentage_of_actors: { POST: { named: { percentage } }, DELETE: {} },
  percentage_of_time: { POST: { named: { percentage } }, DELETE: {} },
  expression: { POST: { whole: expression }, DELETE: {} },
  actor: { GET: { named: { keys } } },
  export: { GET: {} },
  import: { POST: { whole: file } },
} as const satisfies Readonly<Record<FlipperPath['at'], Readonly<Partial<Record<Verb, Taken>>>>>;

/** Of what a request says, what is taken. */
export function takenOf(
  { named = {} }: Taken,
  said: Result<Parameters, string>,
): Result<Parameters, string> {
  if (!said.ok) return said;
  return ok(new Map([...said.value].filter(([key]) => Object.hasOwn(named, key))));
}

export type FlipperPlace = {
  /** Below the prefix of the API, as `/features/{feature}/actors`. */
  readonly path: string;
  readonly verb: Verb;
  readonly taken: Taken;
};

/** The places as a description names them. Names with a slash in them are written with `%2F` there. */
export function flipperPlaces(): readonly FlipperPlace[] {
  return Object.entries(TAKES).flatMap(([at, verbs]) =>
    Object.entries<Taken>(verbs).map(([verb, taken]) => ({
      path: pathOf(at as FlipperPath['at']),
      verb: verb as Verb,
      taken,
    })),
  );
}

function pathOf(at: FlipperPath['at']): string {
  if (at === 'features' || at === 'import' || at === 'export') return `/${at}`;
  if (at === 'actor') return '/actors/{actor}';
  return at === 'feature' ? '/features/{feature}' : `/features/{feature}/${at}`;
}
