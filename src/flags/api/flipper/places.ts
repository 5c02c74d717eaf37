import { decodePath } from '../form.ts';

const GATE_PATHS = [
  'boolean',
  'actors',
  'groups',
  'percentage_of_actors',
  'percentage_of_time',
  'expression',
] as const;

export type GatePath = (typeof GATE_PATHS)[number];

/** What a path of Flipper's API names; the name is a feature's or, at `actor`, an actor's id. */
export type FlipperPath = {
  readonly at: 'features' | 'import' | 'export' | 'feature' | 'clear' | 'actor' | GatePath;
  readonly name: string;
};

const OF_A_FEATURE = new RegExp(`^/features/(.*)/(clear|${GATE_PATHS.join('|')})/?$`);

/**
 * Reads a path below the API's prefix as Flipper does: names are encoded with %XX, so that a plus is a plus, and may hold slashes
 * besides, so that a feature called `a/boolean` is shadowed by the boolean gate of `a`. Names may be empty here.
 * @returns null for a path that the API does not have.
 */
export function placeOf(path: string): FlipperPath | null {
  const whole = /^\/(features$|import\/?$|export\/?$)/.exec(path)?.[1]?.replace('/', '');
  if (whole !== undefined) return { at: whole as 'features' | 'import' | 'export', name: '' };
  const [, ofFeature, part] = OF_A_FEATURE.exec(path) ?? [];
  if (ofFeature !== undefined) return named(part as 'clear' | GatePath, ofFeature);
  const [, feature] = /^\/features\/(.*)$/.exec(path) ?? [];
  if (feature !== undefined) return named('feature', feature);
  const [, actor] = /^\/actors\/(.*)$/.exec(path) ?? [];
  return actor === undefined ? null : named('actor', actor);
}

function named(at: FlipperPath['at'], encoded: string): FlipperPath | null {
  const name = decodePath(encoded);
  return name === null ? null : { at, name };
}
