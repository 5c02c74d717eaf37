import { stateOf, type Feature, type FeatureState } from '../feature.ts';
import type { FeatureRecord, LastChange } from './feature-records.ts';
import { daysBetween, staleness, toRemove, type DeclaredFeature } from './staleness.ts';

/** A feature as operators see it in the list. */
export type FeatureOverview = {
  readonly key: string;
  readonly state: FeatureState;
  readonly owner: string | null;
  readonly description: string | null;
  /** `2027-06-30` */
  readonly removeBy: string | null;
  readonly addedAt: Date | null;
  readonly ageDays: number | null;
  readonly lastChange: LastChange | null;
  readonly lastAskedAt: Date | null;
  /** The release that owns it. */
  readonly release: string | null;
  /** Why it should not go on as it is, in sentences. */
  readonly stale: readonly string[];
  /** Where it is stale: what goes from the code first, in sentences. */
  readonly toRemove: readonly string[];
};

/** What is known of features besides their gates, by their keys. */
type Knowledge = {
  readonly declared: readonly DeclaredFeature[];
  readonly records: ReadonlyMap<string, FeatureRecord>;
  readonly lastAsked: ReadonlyMap<string, Date>;
  /** The release that owns a feature, in whatever spelling. */
  readonly ownerOf: (key: string) => string | null;
  readonly now: Date;
};

export function overviewOf(feature: Feature, knowledge: Knowledge): FeatureOverview {
  const { key, gates } = feature;
  const { now } = knowledge;
  const declared = knowledge.declared.find((candidate) => candidate.key === key) ?? null;
  const { addedAt, lastChange } = knowledge.records.get(key) ?? NOTHING_KNOWN;
  const lastAskedAt = knowledge.lastAsked.get(key) ?? null;
  const lastChangeAt = lastChange?.at ?? null;
  const release = knowledge.ownerOf(key);
  const life = { feature, declared, isReleased: release !== null, lastChangeAt, lastAskedAt, now };
  const stale = staleness(life);
  return {
    key,
    state: stateOf(gates),
    ...declaration(declared),
    addedAt,
    ageDays: addedAt && daysBetween(addedAt, now),
    lastChange,
    lastAskedAt,
    release,
    stale,
    toRemove: stale.length > 0 ? toRemove(key, declared) : [],
  };
}

const NOTHING_KNOWN = { addedAt: null, lastChange: null };

function declaration(declared: DeclaredFeature | null) {
  if (declared === null) return { owner: null, description: null, removeBy: null };
  const { owner, description, removeBy } = declared;
  return { owner, description, removeBy };
}
