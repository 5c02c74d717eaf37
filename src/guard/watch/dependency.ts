/** How the last calls to the service behind the feature went. */
export type DependencyHealth = {
  /** The newest last; true is a failure. */
  readonly recent: readonly boolean[];
  /** When it went down; null while it is well. */
  readonly downSince: Date | null;
};

export const DEPENDENCY_WELL: DependencyHealth = { recent: [], downSince: null };

/** So many calls are looked at, whatever time they take: at night they come slowly. */
const CALLS = 10;
const DOWN_AT = 5;
const WELL_AT = 1;

/** Down when half of the last ten calls failed; well again when at most one did. */
export function afterCall(
  health: DependencyHealth,
  call: { readonly failed: boolean; readonly at: Date },
): DependencyHealth {
  const { recent, downSince } = health;
  if (!call.failed && recent.length === CALLS && !recent.includes(true)) return health;
  const newest = [...recent, call.failed].slice(-CALLS);
  const failures = newest.filter(Boolean).length;
  if (downSince === null)
    return { recent: newest, downSince: failures >= DOWN_AT ? call.at : null };
  const isWell = newest.length === CALLS && failures <= WELL_AT;
  return { recent: newest, downSince: isWell ? null : downSince };
}
