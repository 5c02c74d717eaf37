/** What has to be true after anything that happens: of the flags, and of who gets the feature. */
import { setTimeout } from 'node:timers/promises';

import { isSettled, orderIn, type Expected, type Order } from './expected.ts';
import type { Ledger } from './ledger.ts';
import { TOGGLES } from './plan.ts';
import type { Place, Places } from './places.ts';
import { letsIn, type StoreView } from './store.ts';

export type Scenery = {
  readonly store: StoreView;
  readonly ledger: Ledger;
  readonly places: Places;
};

/** What is promised within milliseconds is waited for this long, for the sake of busy machines. */
const SOON_MS = 10_000;
/** What does not come with a notice of the database comes with the next look. */
const AT_ONCE_MS = 500;
const SNAPSHOT_LIMIT_MS = 30_000;

/** Who is looked at: people like any others, and testers. */
export const ACCOUNTS = [
  ...Array.from({ length: 40 }, (_, index) => `account-${index}`),
  ...['ada', 'bob', 'cy'].map((name) => `account-of-${name}`),
];

const NOBODY: Order = { everyone: false, percentage: 0, testers: [] };

export async function checkPromises(scenery: Scenery): Promise<void> {
  if (!(await isSoon(scenery, areFlagsRight))) await round(scenery.places.connected());
  await until(scenery, 'the flags are as the journal says, or drift is reported', areFlagsRight);
  await until(scenery, 'every instance answers as the flags are', areAnswersRight);
}

type Promised = (scenery: Scenery) => Promise<boolean> | boolean;

/** Waits until it is so, and throws when it does not become so. */
export async function until(scenery: Scenery, what: string, isSo: Promised): Promise<void> {
  if (await isSoon(scenery, isSo, SOON_MS)) return;
  throw new Error(`It is not so that ${what}, at ${inWords(scenery.ledger.expected)}`);
}

/** Whether it becomes so within this time. */
async function isSoon(scenery: Scenery, isSo: Promised, withinMs = AT_ONCE_MS): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  do {
    await scenery.ledger.read();
    if (await isSo(scenery)) return true;
    await setTimeout(20);
  } while (performance.now() < deadline);
  return false;
}

/** Everybody writes down and looks, in turn. Whether anybody led. */
export async function round(places: readonly Place[]): Promise<boolean> {
  let hasLed = false;
  for (const { lent } of places) hasLed = (await lent.tick()) || hasLed;
  return hasLed;
}

async function areFlagsRight({ store, ledger, places }: Scenery): Promise<boolean> {
  const { expected } = ledger;
  const { phase, held } = expected;
  if (phase === 'unknown') return true;
  // What somebody left half done waits for the next look, and that for somebody who can look.
  if (!isSettled(expected)) return ledger.isCutShort || places.connected().length === 0;
  if (phase === 'closed') return true;
  const orders = await store.orders(TOGGLES);
  const isOpen = !sameOrder(orderIn(expected), NOBODY);
  // Closing is a rollback also where somebody has changed the flags before.
  if (held === 'drift' && !(isOpen && orders.some((order) => sameOrder(order, NOBODY))))
    return true;
  if (orders.every((order) => sameOrder(order, orderIn(expected)))) return true;
  // What SQL did waits for somebody who can see it.
  return places.connected().length === 0;
}

async function areAnswersRight({ store, places }: Scenery): Promise<boolean> {
  const orders = await store.orders(TOGGLES);
  const ordered = TOGGLES.map((toggle, index) =>
    ACCOUNTS.filter((account) => letsIn(orders[index] ?? NOBODY, toggle, account)),
  );
  for (const place of places.alive()) {
    const open = await place.lent.whoIsOpen(ACCOUNTS);
    if (JSON.stringify(open) !== JSON.stringify(wantedOf(place, ordered))) return false;
  }
  return true;
}

type OpenFor = readonly (readonly string[])[];

/** An instance that is cut off goes on as it was, up to the limit of its snapshot. */
function wantedOf({ cut, isClosedHere }: Place, ordered: OpenFor): OpenFor {
  if (isClosedHere) return FOR_NOBODY;
  if (cut === null) return ordered;
  return cut.forMs > SNAPSHOT_LIMIT_MS ? FOR_NOBODY : cut.openBefore;
}

const FOR_NOBODY: OpenFor = TOGGLES.map(() => []);

export async function isOpenForAnybody({ store }: Scenery): Promise<boolean> {
  return !(await store.orders(TOGGLES)).every((order) => sameOrder(order, NOBODY));
}

function sameOrder(one: Order, other: Order): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export function inWords({ phase, stage, held, go, version }: Expected): string {
  const isHeld = held === null ? 'not held' : `held for ${held}`;
  return `${phase}, stage ${stage ?? 'none'}, ${isHeld}, ${go === null ? 'without a go' : `a go up to ${go}`}, version ${version}`;
}
