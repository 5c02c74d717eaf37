import type { ReleaseRecord } from '../journal/journal-store.ts';
import { readPlan, releasePlan, type ReleasePlan } from '../../plan/index.ts';

/** Plans that have been read, by the id of their release: a document is asked about far more often than it changes. */
const read = new Map<string, { readonly document: string; readonly plan: ReleasePlan }>();

/** The plan of a release that this instance has seen, for when the store can’t be asked. */
export function knownPlan(id: string): ReleasePlan | null {
  return read.get(id)?.plan ?? null;
}

/** The newest release with this toggle that this instance has seen, for the same case; null when there is none. */
export function knownOwnerOf(toggle: string): string | null {
  const owners = [...read].filter(([, { plan }]) => plan.toggles.includes(toggle));
  return owners.at(-1)?.[0] ?? null;
}

/** The plan of a stored document. It was checked when it was loaded, so a problem here is a broken promise. */
export function planOf({ id, document }: ReleaseRecord): ReleasePlan {
  const known = read.get(id);
  if (known?.document === document) return known.plan;
  const plan = releasePlan(readPlan(document));
  if (!plan.ok) throw new Error(`the stored plan of release ${id} can no longer be read`);
  read.set(id, { document, plan: plan.value });
  return plan.value;
}
