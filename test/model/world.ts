/** A release, its instances and its people. Anything may happen to them; after each thing every promise is checked. */
import { Asking } from './asking.ts';
import type { Event } from './events.ts';
import { isOut, isSettled } from './expected.ts';
import { Ledger } from './ledger.ts';
import type { Lend, Visit } from './member.ts';
import { TOGGLES, type PlanTerms } from './plan.ts';
import { Places, type Place } from './places.ts';
import { ACCOUNTS, checkPromises, inWords, round, until, type Scenery } from './promises.ts';
import type { StoreView } from './store.ts';
import { Telling } from './telling.ts';

export type WorldSettings = {
  readonly store: StoreView;
  readonly lend: Lend;
  readonly terms: PlanTerms;
};

const MINUTE_MS = 60_000;
/** So many people harmed, and nobody else, leave no doubt at any share. */
const BEYOND_DOUBT = 40;

/** What happens to one instance. */
type OfOne = Exclude<Extract<Event, { readonly of: number }>, { does: 'stop the leader' }>;

export class World {
  readonly ledger: Ledger;
  readonly #store: StoreView;
  readonly #places: Places;
  readonly #scenery: Scenery;
  readonly #asking: Asking;
  readonly #telling: Telling;
  #visitors = 0;

  constructor({ store, lend, terms }: WorldSettings) {
    this.ledger = new Ledger(store, terms.isAutomatic);
    this.#store = store;
    this.#places = new Places(lend);
    this.#scenery = { store, ledger: this.ledger, places: this.#places };
    this.#asking = new Asking(this.#scenery, terms);
    this.#telling = new Telling(this.#scenery);
  }

  begin(): Promise<void> {
    return this.#places.occupy();
  }

  end(): Promise<void> {
    return this.#places.leave();
  }

  async happens(event: Event): Promise<void> {
    this.ledger.count(event.does);
    await this.#let(event);
    await checkPromises(this.#scenery);
  }

  async #let(event: Event): Promise<void> {
    switch (event.does) {
      case 'ask together':
        return this.#asking.together(event);
      case 'tell':
        return this.#telling.tell(event, await this.#placesAt(event.of));
      case 'tick':
        return this.#tick();
      case 'wait':
        return this.#places.wait(event.minutes * MINUTE_MS);
      case 'silence':
        this.ledger.isUntrusted = true;
        return this.#store.silenceFor(20);
      case 'sql':
        return this.#store.change(TOGGLES[event.toggle] ?? TOGGLES[0], event.change);
      case 'stop the leader':
        return this.#stopLeader(event);
      default:
        return this.#letOne(await this.#at(event.of), event);
    }
  }

  /** Who has just come there has recovered first, and what came of that is seen before anything else happens. */
  async #at(number: number): Promise<Place> {
    const place = await this.#places.at(number);
    await checkPromises(this.#scenery);
    return place;
  }

  async #placesAt(numbers: readonly number[]): Promise<readonly Place[]> {
    const places: Place[] = [];
    for (const number of numbers) places.push(await this.#at(number));
    return places;
  }

  #letOne(place: Place, event: OfOne): Promise<void> {
    switch (event.does) {
      case 'ask':
        return this.#asking.ask(place, event, () => this.#at(1 - event.of));
      case 'die in a step':
        return this.#asking.ofOneThatDies(place, event, () => this.#at(1 - event.of));
      case 'die while asked':
        return this.#asking.ofOneThatIsKilled(place, event);
      case 'die':
        this.ledger.isCutShort = true;
        return place.lent.kill();
      case 'visit':
        return this.#visit(place, event.visit, event.people);
      case 'cut off':
        return event.isCut ? this.#cutOff(place) : this.#mend(place);
      case 'mute':
        return this.#mute(place, event.isMuted);
    }
  }

  async #visit(place: Place, visit: Visit, people: number): Promise<void> {
    const { ledger } = this;
    const visitors = Array.from({ length: people }, () => `visitor-${(this.#visitors += 1)}`);
    const open = await place.lent.visit(visitors, visit);
    const isMet = (...visits: readonly Visit[]) => open > 0 && visits.includes(visit);
    const before = ledger.happened;
    ledger.happened = {
      harmed: before.harmed || isMet('harm', 'shared'),
      failedElsewhere: before.failedElsewhere || visit === 'shared',
      dependencyFailed: before.dependencyFailed || isMet('dependency'),
      harmWritten: before.harmWritten + (visit === 'harm' && this.#counts(place) ? open : 0),
    };
    ledger.isUntrusted ||= visit === 'impossible';
  }

  /** Whether what people meet there is written down, and counts against the release. */
  #counts({ cut, isMuted }: Place): boolean {
    const { expected } = this.ledger;
    return cut === null && !isMuted && isOut(expected) && expected.held !== 'drift';
  }

  /** One round of everybody, with somebody who leads. After it nothing is left undone. */
  async #tick(): Promise<void> {
    const connected = this.#places.connected();
    if (connected.length === 0) return;
    if (!(await round(connected))) {
      // Whoever led has gone, or can’t be reached; its lease ends within a second.
      await this.#store.endLead();
      if (!(await round(connected))) throw new Error('nobody leads');
    }
    await this.ledger.read();
    const { expected } = this.ledger;
    const isUnderWay = expected.phase !== 'unknown' && expected.phase !== 'closed';
    if (isUnderWay && !isSettled(expected)) throw new Error('a step is half done after a look');
    // One that can't read what was measured leaves it to a later look.
    const canMeasure = connected.every(({ isMuted }) => !isMuted);
    if (canMeasure && expected.awaited.length > 0) {
      throw new Error('a rollback is not measured after a look');
    }
    if (isOut(expected)) this.#checkHarm();
  }

  /** Harm beyond doubt has been taken back. For everybody there are no labels, and nothing is told beside an outage. */
  #checkHarm(): void {
    const { expected, isUntrusted, happened } = this.ledger;
    const isClear = !happened.failedElsewhere && !happened.dependencyFailed && !isUntrusted;
    if (happened.harmWritten < BEYOND_DOUBT || !isClear || expected.held === 'drift') return;
    throw new Error(`${happened.harmWritten} people were harmed at ${inWords(expected)}`);
  }

  /** Whoever is stopped has decided on what it saw; what happens meanwhile it has not seen. */
  async #stopLeader({ of, at, asked }: Event & { does: 'stop the leader' }): Promise<void> {
    const [first, second] = [await this.#at(of), await this.#at(1 - of)];
    if (first.cut || second.cut) return;
    await this.#store.endLead();
    const stopped = await first.lent.stopAt(at);
    const looking = first.lent.tick();
    const isStopped = await Promise.race([stopped.reached, looking.then(() => false)]);
    if (asked) await this.#asking.whatever(second, asked);
    else await this.#lookInPlaceOf(second);
    await stopped.goOn();
    await looking;
    if (isStopped) this.ledger.count(`stopped ${at}`);
  }

  async #lookInPlaceOf({ lent }: Place): Promise<void> {
    await this.#store.endLead();
    await lent.tick();
  }

  async #cutOff(place: Place): Promise<void> {
    if (place.cut) return;
    place.cut = { forMs: 0, openBefore: await place.lent.whoIsOpen(ACCOUNTS) };
    await place.lent.cutOff(true);
  }

  async #mend(place: Place): Promise<void> {
    if (!place.cut) return;
    const { phase } = this.ledger.expected;
    const isOpen = phase === 'testing' || isOut(this.ledger.expected);
    // With nothing left to take back there is no telling when it has stopped trying.
    if (place.isClosedHere && !isOpen) return place.lent.kill();
    await place.lent.cutOff(false);
    place.cut = null;
    if (!place.isClosedHere) return undefined;
    const isTakenBack = () => this.ledger.expected.phase === 'rolled-back';
    await until(this.#scenery, 'what could not be written down is written down', isTakenBack);
    place.isClosedHere = false;
    this.ledger.count('written down later');
    return undefined;
  }

  async #mute(place: Place, isMuted: boolean): Promise<void> {
    this.ledger.isUntrusted ||= isMuted;
    place.isMuted = isMuted;
    await place.lent.mute(isMuted);
  }
}
