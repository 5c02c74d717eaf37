import type { Subject } from '../actor.ts';

/** Whether any actor of the subject is on the list. */
export function isListed(list: ReadonlySet<string>, subject: Subject): boolean {
  if (list.size === 0 || subject === null) return false;
  return typeof subject === 'string'
    ? list.has(subject)
    : subject.some((actor) => list.has(actor.id));
}
