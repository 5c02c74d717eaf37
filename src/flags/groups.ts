import type { Actor } from './actor.ts';

/**
 * Groups are registered in code, under the names that gates hold: for each a question about an actor. A
 * group that is not registered is closed.
 */
export type Groups = ReadonlyMap<string, Group>;

export type Group = (actor: Actor) => boolean;
