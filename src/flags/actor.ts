/** Whatever JSON can say of an actor. */
export type PropertyValue =
  | string
  | number
  | boolean
  | null
  | readonly PropertyValue[]
  | { readonly [name: string]: PropertyValue };

/** The one a feature is checked for. Groups and expressions read the properties. */
export type Actor = {
  readonly id: string;
  readonly properties: Readonly<Record<string, PropertyValue>>;
};

/**
 * The subject of a check: any number of actors, one known by its id alone, or none. An id needs no object
 * around it, so that the most common check allocates nothing.
 */
export type Subject = string | null | readonly Actor[];

const NOTHING_KNOWN: Actor['properties'] = {};

/** The actors of a subject; empty when there is none. */
export function actorsOf(subject: Subject): readonly Actor[] {
  if (subject === null) return [];
  return typeof subject === 'string' ? [{ id: subject, properties: NOTHING_KNOWN }] : subject;
}

/** The property, or null when the actor has none of that name. `flipper_id` is always the actor's id. */
export function propertyOf(actor: Actor | null, name: string): PropertyValue {
  if (actor === null) return null;
  if (name === 'flipper_id') return actor.id;
  // Only what the actor itself has: every object answers to "constructor".
  return Object.hasOwn(actor.properties, name) ? (actor.properties[name] ?? null) : null;
}

/**
 * Groups are registered in code, under the names that gates hold: for each a question about an actor. A
 * group that is not registered is closed.
 */
export type Groups = ReadonlyMap<string, Group>;

export type Group = (actor: Actor) => boolean;
