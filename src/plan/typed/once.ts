import type { PlanDocument } from '../document.ts';

/** The function, which works out each part of a plan once: rules and readers ask the same of it again and again. */
export function oncePerPart<P extends object, T>(
  work: (plan: PlanDocument, part: P) => T,
): (plan: PlanDocument, part: P) => T {
  const done = new WeakMap<PlanDocument, Map<P, T>>();
  return (plan, part) => {
    const ofPlan = done.get(plan) ?? new Map<P, T>();
    done.set(plan, ofPlan);
    const known = ofPlan.get(part);
    if (known !== undefined) return known;
    const value = work(plan, part);
    ofPlan.set(part, value);
    return value;
  };
}
