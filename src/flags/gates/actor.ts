import type { Subject } from '../actor.ts';

/** Whether any actor of the subject is on the list; null for an empty one. */
export function isListed(list: ReadonlySet<string> | null, subject: Subject): boolean {
  if (list === null || subject === null) return false;
  return typeof subject === 'string'
    ? list.has(subject)
    : subject.some((actor) => list.has(actor.id));
}
