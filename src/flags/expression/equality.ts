import type { Value } from './value.ts';

/** Whether two values are the same, however deep; the order of an object's members says nothing. */
export function isEqual(one: Value, other: Value): boolean {
  if (one === other) return true;
  if (one instanceof Date || other instanceof Date) {
    return one instanceof Date && other instanceof Date && one.getTime() === other.getTime();
  }
  if (typeof one !== 'object' || typeof other !== 'object') return false;
  if (one === null || other === null) return false;
  return Array.isArray(one) === Array.isArray(other) && haveEqualMembers(one, other);
}

function haveEqualMembers(one: object, other: object): boolean {
  const members = Object.entries<Value>({ ...one });
  const others = new Map(Object.entries<Value>({ ...other }));
  return (
    members.length === others.size &&
    members.every(([name, value]) => {
      const counterpart = others.get(name);
      return counterpart !== undefined && isEqual(value, counterpart);
    })
  );
}
