import { LEASE_MS, type Fence } from '../../../src/lib/leader/index.ts';
import type { Lookout, Sight } from '../../../src/release/engine/watching/lookout.ts';

/** The lead in memory, for as long as in the database: instances that share it take turns as they do there. */
export function createMemoryLead(nowMs: () => number) {
  let lead = { holder: '', fence: 0, until: -Infinity };
  /** Null: another instance leads. One that comes too late begins anew, as another would. */
  const lease = (instance: string): Fence | null => {
    const isHeld = lead.until > nowMs();
    const isMine = isHeld && lead.holder === instance;
    if (isHeld && !isMine) return null;
    const fence = isMine ? lead.fence : lead.fence + 1;
    lead = { holder: instance, fence, until: nowMs() + LEASE_MS };
    return fence;
  };
  return {
    /** It rises with each new leader. */
    fence: (): Fence => lead.fence,
    lookoutOf: (instance: string, heads: () => Sight['heads']): Lookout => ({
      look: () => Promise.resolve({ fence: lease(instance), heads: heads() }),
      resign: () => {
        if (lead.holder === instance) lead = { ...lead, until: nowMs() };
        return Promise.resolve();
      },
    }),
  };
}
