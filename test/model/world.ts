/** A release, its instances and its people. Anything may happen to them; after each thing every promise is checked. */
import { setTimeout } from 'node:timers/promises';

import type { Who } from '../../src/release/index.ts';
import type { JournalEntry } from '../../src/release/journal.ts';
import { FACTS, outcomeOf, QUESTION, type Asked } from './asked.ts';
import type { Event } from './events.ts';
import { after, isOut, NOTHING, orderIn, type Expected, type Met, type Order } from './expected.ts';
import type { Answer, Lend, Lent, Visit } from './member.ts';
import { letsIn, type StoreView } from './store.ts';

export const RELEASE = 'the-release';
export const TOGGLES = ['model_page', 'model_card'] as const;

/** One of two places for an instance: when the one that is there dies, the next takes it. */
type Place = {
  lent: Lent;
  isCut: boolean;
  /** Since it was cut off: for how long, and who had the feature then. */
  cutForMs: number;
  openAtCut: readonly (readonly string[])[];
  isMuted: boolean;
  /** Whether it has closed the feature for itself, because that could not be written down. */
  isClosedHere: boolean;
};

type Happened = Pick<Met, 'harmed' | 'failedElsewhere' | 'dependencyFailed'>;

const NOTHING_HAPPENED: Happened = {
  harmed: false,
  failedElsewhere: false,
  dependencyFailed: false,
};

const MINUTE_MS = 60_000;
const SNAPSHOT_LIMIT_MS = 30_000;
/** What is promised within milliseconds is waited for this long, for the sake of busy machines. */
const SOON_MS = 10_000;
/** So many people harmed, and nobody else, leave no doubt at any share. */
const BEYOND_DOUBT = 40;

/** Who is looked at after each event: people like any others, and testers. */
const ACCOUNTS = [
  ...Array.from({ length: 40 }, (_, index) => `account-${index}`),
  ...['ada', 'bob', 'cy'].map((name) => `account-of-${name}`),
];

export type WorldSettings = {
  readonly store: StoreView;
  readonly lend: Lend;
  readonly isAutomatic: boolean;
};

export class World {
  expected: Expected = NOTHING;
  /** What was seen in all, by a word for each, so that a test can say that it has seen something. */
  readonly seen = new Map<string, number>();
  readonly #settings: WorldSettings;
  readonly #places: Place[] = [];
  #entries: readonly JournalEntry[] = [];
  #documents: ReadonlyMap<number, string> = new Map();
  #happened = NOTHING_HAPPENED;
  /** Harm that has been written down for certain, in this run. */
  #harmWritten = 0;
  #isUntrusted = false;
  #changedBySql = false;
  #aheadMs = 0;
  #asked = 0;
  #visitors = 0;

  constructor(settings: WorldSettings) {
    this.#settings = settings;
  }

  async begin(): Promise<void> {
    this.#places.push(await this.#occupied(), await this.#occupied());
  }

  async end(): Promise<void> {
    for (const { lent } of this.#places) await lent.stop();
  }

  async happens(event: Event): Promise<void> {
    this.#count(event.does);
    switch (event.does) {
      case 'ask':
        await this.#ask(await this.#placeAt(event.of), event);
        break;
      case 'ask together':
        await this.#askTogether(event.both, event.looks);
        break;
      case 'die in a step':
        await this.#dieInStep(await this.#placeAt(event.of), event);
        break;
      case 'die':
        await (await this.#placeAt(event.of)).lent.kill();
        break;
      case 'die while asked':
        await this.#dieWhileAsked(await this.#placeAt(event.of), event);
        break;
      case 'visit':
        await this.#visit(await this.#placeAt(event.of), event);
        break;
      case 'tick':
        await this.#tick();
        break;
      case 'wait':
        await this.#wait(event.minutes * MINUTE_MS);
        break;
      case 'replace the leader':
        await this.#replaceLeader(event.of);
        break;
      case 'cut off':
        await this.#cutOff(event.of, event.isCut);
        break;
      case 'mute':
        await this.#mute(await this.#placeAt(event.of), event.isMuted);
        break;
      case 'silence':
        this.#isUntrusted = true;
        await this.#settings.store.silenceFor(20);
        break;
      case 'sql':
        this.#changedBySql = true;
        await this.#settings.store.change(TOGGLES[event.toggle] ?? TOGGLES[0], event.change);
        break;
    }
    await this.#check();
  }

  #count(what: string): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1);
  }

  async #occupied(): Promise<Place> {
    const lent = await this.#settings.lend(this.#aheadMs);
    return { lent, isCut: false, cutForMs: 0, openAtCut: [], isMuted: false, isClosedHere: false };
  }

  /** Who is at a place. Where somebody has died, the next one begins its work with recovering. */
  async #placeAt(number: number): Promise<Place> {
    const place = this.#places[number];
    if (place && !place.lent.isDead()) return place;
    const next = await this.#occupied();
    this.#places[number] = next;
    return next;
  }

  #alive(): readonly Place[] {
    return this.#places.filter(({ lent }) => !lent.isDead());
  }

  #connected(): readonly Place[] {
    return this.#alive().filter(({ isCut }) => !isCut);
  }

  // What people ask for.

  async #ask(place: Place, { asked, role, why }: Event & { does: 'ask' }): Promise<void> {
    const nowMs = Date.now() + this.#aheadMs;
    const isOpenInStore = !(await this.#orders()).every(isClosed);
    const outcome = outcomeOf(this.expected, { asked, role, why, nowMs, isOpenInStore });
    const { answer, who } = await this.#asksOf(place, { asked, role, why });
    if (place.isCut) {
      this.#checkAskedInVain(place, { asked, answer });
      return;
    }
    await this.#sync();
    const facts = this.#factsBy(who, asked);
    const isAsTold = outcome === 'refused' ? answer !== 'ok' : answer === 'ok';
    const wanted = outcome === 'done' ? 1 : 0;
    if (!isAsTold || facts !== wanted) {
      throw new Error(
        `${asked.kind} should be ${outcome} where it stands at ${inWords(this.expected)}; the answer was ${answer}, with ${facts} entries`,
      );
    }
    this.#count(`${asked.kind}: ${outcome}`);
  }

  async #asksOf(
    place: Place,
    { asked, role, why }: { asked: Asked; role: string; why: string | null },
  ): Promise<{ answer: Answer; who: string }> {
    this.#asked += 1;
    const who: Who = { name: `Asker ${this.#asked}`, role };
    const answering =
      asked.kind === 'load'
        ? place.lent.load(RELEASE, this.#documentFor(asked.change), who)
        : place.lent.take({ id: RELEASE, step: asked, who, why });
    const answer = await answering.catch((error: unknown) =>
      error instanceof Error ? `failed: ${error.message}` : 'failed',
    );
    return { answer, who: who.name };
  }

  #documentFor(change: 'none' | 'words' | 'first share'): string {
    const newest = [...this.#documents.values()].at(-1);
    if (newest === undefined) return planDocument(this.#settings.isAutomatic);
    if (change === 'none') return newest;
    if (change === 'words') return `${newest}\nIn other words, ${this.#asked}.\n`;
    const [from, to] = newest.includes('Users: 20%') ? ['20%', '10%'] : ['10%', '20%'];
    return newest.replace(`Users: ${from}`, `Users: ${to}`);
  }

  /** Without the store nothing is done, but for a rollback: that closes here. */
  #checkAskedInVain(place: Place, { asked, answer }: { asked: Asked; answer: Answer }): void {
    if (answer === 'ok') throw new Error(`${asked.kind} was answered ok without a store`);
    if (answer === 'not-yet-recorded') place.isClosedHere = true;
    this.#count(`${asked.kind} without the store`);
  }

  /** How many entries of this name say that this was done. More than one step each, and it was doubled. */
  #factsBy(who: string, { kind }: Asked): number {
    return this.#entries.filter((entry) => entry.who.name === who && FACTS[kind]?.has(entry.kind))
      .length;
  }

  async #askTogether(both: readonly Asked[], looks: boolean): Promise<void> {
    const places = [await this.#placeAt(0), await this.#placeAt(1)].filter(({ isCut }) => !isCut);
    if (places.length === 0) return;
    const asking = both.map(async (asked, index) => {
      const place = places[index % places.length] ?? places[0];
      if (!place) throw new Error('nobody is there');
      return {
        asked,
        ...(await this.#asksOf(place, { asked, role: 'engineer', why: 'Because.' })),
      };
    });
    const looking = looks ? places.map(({ lent }) => lent.tick()) : [];
    const answers = await Promise.all(asking);
    await Promise.all(looking);
    await this.#sync();
    for (const { asked, answer, who } of answers) {
      const facts = this.#factsBy(who, asked);
      if (answer === 'ok' ? facts > 1 : facts > 0) {
        throw new Error(`${asked.kind} was answered ${answer}, and has ${facts} entries`);
      }
      if (answer.startsWith('failed')) throw new Error(`${asked.kind} ${answer}`);
      if (asked.kind === 'rollback' && answer === 'moved-on') {
        throw new Error('a rollback gave way to another step');
      }
      if (answer === 'moved-on') this.#count('moved on');
    }
  }

  async #dieInStep(place: Place, { asked, at }: Event & { does: 'die in a step' }): Promise<void> {
    if (place.isCut) return;
    await place.lent.dieAt(at);
    const { answer, who } = await this.#asksOf(place, { asked, role: 'engineer', why: 'Because.' });
    if (place.lent.isDead()) this.#count(`died ${at}`);
    else await place.lent.dieAt(null);
    await this.#sync();
    const facts = this.#factsBy(who, asked);
    if (facts > 1 || (answer !== 'ok' && !place.lent.isDead() && facts > 0)) {
      throw new Error(
        `${asked.kind} was answered ${answer} by one that died ${at}, with ${facts} entries`,
      );
    }
  }

  async #dieWhileAsked(
    place: Place,
    { asked, afterMs }: Event & { does: 'die while asked' },
  ): Promise<void> {
    const asking = this.#asksOf(place, { asked, role: 'engineer', why: 'Because.' });
    await setTimeout(afterMs);
    await place.lent.kill();
    const { answer, who } = await asking;
    await this.#sync();
    const facts = this.#factsBy(who, asked);
    if (facts > 1) throw new Error(`${asked.kind} was answered ${answer}, with ${facts} entries`);
    this.#count(answer === 'ok' ? 'killed after the answer' : 'killed while it was asked');
  }

  // What people meet.

  async #visit(place: Place, { people, visit }: Event & { does: 'visit' }): Promise<void> {
    const visitors = Array.from({ length: people }, () => `visitor-${(this.#visitors += 1)}`);
    const open = await place.lent.visit(visitors, visit);
    const before = this.#happened;
    this.#happened = {
      harmed: before.harmed || (open > 0 && (visit === 'harm' || visit === 'shared')),
      failedElsewhere: before.failedElsewhere || visit === 'shared',
      dependencyFailed: before.dependencyFailed || (open > 0 && visit === 'dependency'),
    };
    this.#isUntrusted ||= visit === 'impossible';
    const isWritten = !place.isCut && !place.isMuted;
    const counts = isOut(this.expected) && this.expected.held !== 'drift';
    if (visit === 'harm' && isWritten && counts) this.#harmWritten += open;
  }

  /** One round of everybody, with somebody who leads. After it nothing is left undone. */
  async #tick(): Promise<void> {
    const connected = this.#connected();
    if (connected.length === 0) return;
    const led = await this.#round(connected);
    if (!led) {
      // Whoever led has gone, or can’t be reached; its lease ends within a second.
      await this.#settings.store.endLead();
      if (!(await this.#round(connected))) throw new Error('nobody leads');
    }
    await this.#sync();
    const { phase, held } = this.expected;
    if (phase === 'unknown' || phase === 'closed') return;
    if (!isSettled(this.expected)) throw new Error('a step is left half done after a look');
    const isBeyondDoubt = this.#harmWritten >= BEYOND_DOUBT && !this.#happened.failedElsewhere;
    if (isBeyondDoubt && isOut(this.expected) && !this.#isUntrusted && held !== 'drift') {
      throw new Error(
        `${this.#harmWritten} people were harmed, and it is at ${inWords(this.expected)}`,
      );
    }
  }

  async #round(places: readonly Place[]): Promise<boolean> {
    const led: boolean[] = [];
    for (const { lent } of places) led.push(await lent.tick());
    return led.includes(true);
  }

  async #wait(milliseconds: number): Promise<void> {
    this.#aheadMs += milliseconds;
    for (const place of this.#alive()) {
      await place.lent.advance(milliseconds);
      if (place.isCut) place.cutForMs += milliseconds;
    }
  }

  // What is done to instances.

  async #replaceLeader(number: number): Promise<void> {
    const first = await this.#placeAt(number);
    const second = await this.#placeAt(1 - number);
    if (first.isCut || second.isCut) return;
    await this.#settings.store.endLead();
    await first.lent.tick();
    await this.#sync();
    const stopped = await first.lent.stopBeforeIntent();
    const looking = first.lent.tick();
    const isStopped = await Promise.race([stopped.reached, looking.then(() => false)]);
    await this.#settings.store.endLead();
    await second.lent.tick();
    await stopped.goOn();
    await looking;
    if (isStopped) this.#count('replaced while it was acting');
  }

  async #cutOff(number: number, isCut: boolean): Promise<void> {
    const place = await this.#placeAt(number);
    if (place.isCut === isCut) return;
    if (isCut) {
      place.openAtCut = await place.lent.whoIsOpen(ACCOUNTS);
      place.cutForMs = 0;
      place.isCut = true;
      await place.lent.cutOff(true);
      return;
    }
    // With nothing left to take back there is no telling when it has stopped trying.
    if (place.isClosedHere && !(isOut(this.expected) || this.expected.phase === 'testing')) {
      await place.lent.kill();
      return;
    }
    await place.lent.cutOff(false);
    place.isCut = false;
    if (place.isClosedHere) {
      await this.#until('an unrecorded rollback is written down', async () => {
        await this.#sync();
        return this.expected.phase === 'rolled-back';
      });
      place.isClosedHere = false;
      this.#count('written down later');
    }
  }

  async #mute(place: Place, isMuted: boolean): Promise<void> {
    if (isMuted) this.#isUntrusted = true;
    place.isMuted = isMuted;
    await place.lent.mute(isMuted);
  }

  // What is promised.

  async #check(): Promise<void> {
    await this.#sync();
    await this.#until('the flags are as the journal says, or drift is reported', () =>
      this.#areFlagsRight(),
    );
    await this.#until('every instance answers as the flags are', () => this.#areAnswersRight());
  }

  /** Reads what is new in the journal, and whether it may be. What was written is never changed. */
  async #sync(): Promise<void> {
    const { store, isAutomatic } = this.#settings;
    this.#documents = await store.documents(RELEASE);
    const entries = await store.journal(RELEASE);
    const known = entries.slice(0, this.#entries.length);
    if (JSON.stringify(known) !== JSON.stringify(this.#entries))
      throw new Error('the journal was changed');
    for (const entry of entries.slice(known.length)) {
      const met = {
        ...this.#happened,
        untrusted: this.#isUntrusted,
        isAutomatic,
        sharesOf: (version: number) => sharesIn(this.#documents.get(version) ?? ''),
      };
      this.expected = after(this.expected, entry, met);
      this.#count(
        `${entry.kind}${entry.kind === 'held' ? ` ${entry.cause ?? ''}` : ''} by ${entry.who.role}`,
      );
      if (entry.kind === 'rolled-back') {
        this.#happened = NOTHING_HAPPENED;
        this.#harmWritten = 0;
      }
    }
    this.#entries = entries;
  }

  #orders(): Promise<readonly Order[]> {
    return this.#settings.store.orders(TOGGLES);
  }

  async #areFlagsRight(): Promise<boolean> {
    await this.#sync();
    const { phase, held } = this.expected;
    if (phase === 'unknown' || phase === 'closed' || held === 'drift') return true;
    const wanted = orderIn(this.expected);
    const areAsWanted = (await this.#orders()).every((order) => sameOrder(order, wanted));
    if (areAsWanted) {
      this.#changedBySql = false;
      return true;
    }
    // A step that was cut short waits for the next look; what SQL did, for somebody who can see it.
    return !isSettled(this.expected) || (this.#changedBySql && this.#connected().length === 0);
  }

  async #areAnswersRight(): Promise<boolean> {
    const orders = await this.#orders();
    const ordered = TOGGLES.map((toggle, index) =>
      ACCOUNTS.filter((account) => letsIn(orders[index] ?? NOBODY, toggle, account)),
    );
    for (const place of this.#alive()) {
      const open = await place.lent.whoIsOpen(ACCOUNTS);
      const wanted = place.isClosedHere
        ? [[], []]
        : place.isCut
          ? this.#mayStillSee(place)
          : ordered;
      if (JSON.stringify(open) !== JSON.stringify(wanted)) return false;
    }
    return true;
  }

  /** An instance that is cut off goes on as it was, up to the limit of its snapshot. */
  #mayStillSee({ cutForMs, openAtCut }: Place): readonly (readonly string[])[] {
    return cutForMs > SNAPSHOT_LIMIT_MS ? [[], []] : openAtCut;
  }

  async #until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    const deadline = performance.now() + SOON_MS;
    while (!(await isSo())) {
      if (performance.now() > deadline) {
        throw new Error(`It is not so that ${what}, at ${inWords(this.expected)}`);
      }
      await setTimeout(20);
    }
  }
}

const NOBODY: Order = { everyone: false, percentage: 0, testers: [] };

function isClosed(order: Order): boolean {
  return sameOrder(order, NOBODY);
}

function sameOrder(one: Order, other: Order): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isSettled({ version, applied }: Expected): boolean {
  return applied === version - 1;
}

function inWords({ phase, stage, held, go, version }: Expected): string {
  return `${phase}, stage ${stage ?? 'none'}, ${held === null ? 'not held' : `held for ${held}`}, ${go ? 'with' : 'without'} a go, version ${version}`;
}

function sharesIn(document: string): readonly number[] {
  return [...document.matchAll(/Users: (\d+)%/g)].map(([, share]) => Number(share));
}

function planDocument(isAutomatic: boolean): string {
  return `# Release plan: model
## Feature toggle
${TOGGLES.map((toggle) => `- Toggle name: \`${toggle}\``).join('\n')}

## Phase I: moderated production testing
### Planning
- Desired number of users: 1

### Success criteria
- ${QUESTION}

## Phase II: staged rollout
### Rollback plan
${isAutomatic ? '- `advance automatically`' : '- We close it.'}

### Stage A: few
- Length of time: 2 hours
- Percentage of Users: 20%

### Stage B: half
- Length of time: 1 day
- Percentage of Users: 50%

### Stage C: everybody
- Length of time: 1 day
- Percentage of Users: 100%
`;
}

export type { Visit };
