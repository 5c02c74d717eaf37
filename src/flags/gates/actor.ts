import type { Actor, Subject } from '../actor.ts';

/** Whether any actor of the subject is on the list; null for an empty one. */
export function isListed(list: ReadonlySet<string> | null, subject: Subject): boolean {
  if (list === null || subject === null) return false;
  return typeof subject === 'string' ? list.has(subject) : areAnyListed(list, subject);
}

function areAnyListed(list: ReadonlySet<string>, actors: readonly Actor[]): boolean {
  return actors.some(({ id }) => list.has(id));
}
