/** The chance of a false rollback while the share changes from label to label: by recursion, nothing sampled. */
import { ALPHA, emptyEvidence, logEvidence, thresholdAt } from '../../../src/guard/index.ts';
import { randomFrom, type Random } from '../days/random.ts';

const PATHS = 20;
const LABELS = 90;
const SHARES_OF_A_PATH = 3;

/** Treated labels by share, in the order of the shares of the path. */
type State = readonly number[];
type Chances = ReadonlyMap<string, { readonly state: State; readonly chance: number }>;

export type SharePath = { readonly shares: readonly number[]; readonly order: readonly number[] };

/** The largest exact chance over random paths; it must not be above the budget. */
export function worstAlongPaths(seed: string): number {
  const paths = Array.from({ length: PATHS }, (_, n) =>
    randomPath(randomFrom(`${seed}, path ${n}`)),
  );
  return Math.max(...paths.map(crossedAlong));
}

/** Shares anywhere between 0.5 and 95%, small ones as often as large ones, and each label at one of them. */
function randomPath(random: Random): SharePath {
  const shares = Array.from(
    { length: SHARES_OF_A_PATH },
    () => 0.005 * (0.95 / 0.005) ** random.uniform(),
  );
  const order = Array.from({ length: LABELS }, () =>
    Math.floor(random.uniform() * SHARES_OF_A_PATH),
  );
  return { shares, order };
}

/** Chance that the evidence ever reaches its threshold along the path, where the change does nothing. */
export function crossedAlong({ shares, order }: SharePath): number {
  let crossed = 0;
  let open: Chances = new Map([['', { state: shares.map(() => 0), chance: 1 }]]);
  const seen = shares.map(() => 0);
  for (const which of order) {
    seen[which] = (seen[which] ?? 0) + 1;
    const next = afterOne(open, which, shares[which] ?? 0);
    const still = new Map<string, { state: State; chance: number }>();
    for (const [name, { state, chance }] of next) {
      if (hasCrossed(state, shares, seen)) crossed += chance;
      else still.set(name, { state, chance });
    }
    open = still;
  }
  return crossed;
}

function afterOne(open: Chances, which: number, share: number): Chances {
  const next = new Map<string, { state: State; chance: number }>();
  const add = (state: State, chance: number): void => {
    const name = state.join(' ');
    next.set(name, { state, chance: chance + (next.get(name)?.chance ?? 0) });
  };
  for (const { state, chance } of open.values()) {
    add(state, chance * (1 - share));
    add(
      state.map((treated, at) => (at === which ? treated + 1 : treated)),
      chance * share,
    );
  }
  return next;
}

function hasCrossed(state: State, shares: readonly number[], seen: readonly number[]): boolean {
  const counts = shares.map((share, at) => {
    const on = state[at] ?? 0;
    return { share, on, off: (seen[at] ?? 0) - on };
  });
  return logEvidence({ ...emptyEvidence(), counts }) >= thresholdAt(ALPHA);
}
