import { err, ok } from '../../../src/lib/result.ts';
import type { Journal } from '../../../src/release/journal/kept/journal-store.ts';
import { entriesAfter, PROGRAM } from '../../../src/release/journal/journal.ts';
import type { PlanReader } from '../../../src/release/journal/plan-reader.ts';
import { KnownReleases } from '../../../src/release/journal/known-releases.ts';
import { isSettled, orderOf, type FlagOrder } from '../../../src/release/journal/release.ts';

/** The journal in memory, for rehearsals of the whole engine: what it holds is gone with it. */
export function createMemoryJournal(
  writeFlags: (order: NonNullable<FlagOrder>) => void,
  plans: Pick<PlanReader, 'read'>,
): Journal {
  const known = new KnownReleases();
  return {
    known,
    releases: (which = 'open') => Promise.resolve(which === 'open' ? known.open() : known.all()),
    release: (id) => Promise.resolve(known.get(id)),
    planOf: ({ plan }) => Promise.resolve(plan),
    append: async ({ releaseId: id, after, facts, document, ...circumstances }) => {
      const plan =
        document === undefined ? null : { document, reading: await plans.read(document) };
      const last = known.get(id)?.entries.at(-1) ?? null;
      if ((last?.version ?? 0) !== after) return err('moved-on' as const);
      known.add({ id, plan, entries: entriesAfter(last, facts, circumstances) });
      return ok(null);
    },
    settle: (id, at) => {
      const release = known.get(id);
      const order = release && orderOf(release);
      if (order) writeFlags(order);
      if (!release || isSettled(release.progress)) return Promise.resolve();
      const circumstances = { at, who: PROGRAM, why: null, evidence: null };
      const last = release.entries.at(-1) ?? null;
      const entries = entriesAfter(last, [{ kind: 'applied' }], circumstances);
      known.add({ id, plan: null, entries });
      return Promise.resolve();
    },
  };
}
