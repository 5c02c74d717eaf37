import type { Journal } from '../../journal/kept/journal-store.ts';
import type { KnownReleases } from '../../journal/known-releases.ts';
import { owns, type Release } from '../../journal/release.ts';

/** Where the releases of toggles are found. */
export type ReleaseBook = Pick<Journal, 'releases'> & {
  readonly known: Pick<KnownReleases, 'open'>;
};

type OfToggle = { readonly toggle: string; readonly kind: 'answer' | 'heartbeat' };

/**
 * The release of each toggle that one has: one question to the store, however many toggles there are. Where an answer
 * belongs depends on the newest stage run; heartbeats of known toggles do not ask at all.
 */
export async function ownersOf(
  { journal }: { readonly journal: ReleaseBook },
  observed: readonly OfToggle[],
): Promise<ReadonlyMap<string, Release>> {
  const toggles = new Set(observed.map(({ toggle }) => toggle));
  if (observed.every(({ kind }) => kind === 'heartbeat')) {
    const known = ownersAmong(journal.known.open(), toggles);
    if (known.size === toggles.size) return known;
  }
  return ownersAmong(await journal.releases(), toggles);
}

function ownersAmong(
  releases: readonly Release[],
  toggles: ReadonlySet<string>,
): ReadonlyMap<string, Release> {
  const owners = new Map<string, Release>();
  for (const toggle of toggles) {
    const owner = releases.find((release) => owns(release, toggle));
    if (owner) owners.set(toggle, owner);
  }
  return owners;
}
