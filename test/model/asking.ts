/** People ask for steps: one after another, together, and of an instance that dies over it. */
import { setTimeout } from 'node:timers/promises';

import {
  answerTo,
  entriesOf,
  outcomeOf,
  type Asked,
  type Outcome,
  type Question,
} from './asked.ts';
import type { AskEvent, Event, Sight } from './events.ts';
import type { Answer } from './member.ts';
import { changedPlan, planDocument, RELEASE, type PlanTerms } from './plan.ts';
import type { Place } from './places.ts';
import { inWords, isOpenForAnybody, type Scenery } from './promises.ts';

/** `after`: the version before it was asked. */
type Answered = Question & { readonly answer: Answer; readonly after: number };

export class Asking {
  readonly #scenery: Scenery;
  readonly #terms: PlanTerms;
  /** What was carried out, by its key. */
  readonly #carriedOut = new Map<string, Question>();
  #count = 0;

  constructor(scenery: Scenery, terms: PlanTerms) {
    this.#scenery = scenery;
    this.#terms = terms;
  }

  /** And perhaps something else under the same key, of another instance. */
  async ask(place: Place, event: AskEvent, other: Elsewhere): Promise<void> {
    const { asked, name, role, why, again } = event;
    const question = this.#question(asked, { why, role, name, seen: event.seen });
    await this.#alone(place, question);
    if (again === null) return;
    await this.#alone(
      await other(),
      again === 'the same' ? question : { ...question, asked: again },
    );
  }

  /** The outcome is the one that the model says, and the journal has one entry of it, or none. */
  async #alone(place: Place, question: Question): Promise<void> {
    const { ledger } = this.#scenery;
    const before = ledger.expected;
    const outcome = await this.#outcomeOf(question);
    const answered = await this.#ask(place, question);
    const { asked, answer } = answered;
    if (place.cut) {
      this.#checkInVain(place, answered);
      return;
    }
    const facts = await this.#factsOf(answered);
    if (!isAnswerTo(outcome, answer) || facts !== entriesOf(outcome)) {
      throw new Error(
        `${asked.kind} should be ${outcome} at ${inWords(before)}; the answer was ${answer}, with ${facts} entries`,
      );
    }
    ledger.count(`${asked.kind}: ${outcome}`);
    ledger.count(outcome);
    if (outcome === 'refused') ledger.count(`${asked.kind}: ${answer}`);
  }

  async #outcomeOf(question: Question): Promise<Outcome> {
    const { ledger, places } = this.#scenery;
    return outcomeOf(ledger.expected, {
      ...question,
      nowMs: places.nowMs(),
      isOpenInStore: await isOpenForAnybody(this.#scenery),
      before: this.#carriedOut.get(question.key) ?? null,
    });
  }

  /** The entries that say that it was done; what has one is known by its key from now on. */
  async #factsOf(answered: Answered): Promise<number> {
    const { ledger } = this.#scenery;
    await ledger.read();
    const facts = ledger.factsBy(answered.who.name, answered.asked, answered.after);
    if (facts > 0 && answered.asked.kind !== 'load') this.#carriedOut.set(answered.key, answered);
    return facts;
  }

  /** Without the store nothing is done, but for a rollback: that closes here. */
  #checkInVain(place: Place, { asked, answer }: Answered): void {
    if (answer === 'ok') throw new Error(`${asked.kind} was answered ok without a store`);
    if (answer === 'not-yet-recorded') place.isClosedHere = true;
    this.#scenery.ledger.count(`${asked.kind} without the store`);
  }

  /** Two at the same moment, of all who can be asked, and perhaps a look of each. */
  async together({ both, looks }: Event & { does: 'ask together' }): Promise<void> {
    const there = this.#scenery.places.connected();
    const asking = both.flatMap((asked, index) => {
      const place = there[index % there.length];
      return place ? [this.#ask(place, this.#byEngineer(asked))] : [];
    });
    const looking = looks ? there.map(({ lent }) => lent.tick()) : [];
    const answers = await Promise.all(asking);
    await Promise.all(looking);
    for (const answered of answers) await this.#checkOneOfTwo(answered);
  }

  async #checkOneOfTwo(answered: Answered): Promise<void> {
    const { ledger } = this.#scenery;
    const { asked, answer } = answered;
    const facts = await this.#factsOf(answered);
    const isDoubtful = answer.startsWith('failed') || facts > (answer === 'ok' ? 1 : 0);
    if (isDoubtful) {
      throw new Error(`${asked.kind} was answered ${answer}, and has ${facts} entries`);
    }
    if (answer !== 'moved-on') return;
    if (asked.kind === 'rollback') throw new Error('a rollback gave way to another step');
    ledger.count('moved on');
  }

  /** In the middle of something else, so that the outcome is not known before. */
  async whatever(place: Place, asked: Asked): Promise<void> {
    await this.#checkOneOfTwo(await this.#ask(place, this.#byEngineer(asked)));
  }

  /** Dies at a point of the step, if the step comes there. Asked again of another, it is done once. */
  async ofOneThatDies(
    place: Place,
    { asked, at, isAskedAgain }: Event & { does: 'die in a step' },
    other: Elsewhere,
  ): Promise<void> {
    if (place.cut) return;
    const question = this.#byEngineer(asked);
    const outcome = await this.#outcomeOf(question);
    await place.lent.dieAt(at);
    const answered = await this.#ask(place, question);
    if (place.lent.isDead()) {
      await this.#checkAfterDeath(answered, outcome);
      this.#scenery.ledger.count(`died ${at}`);
      if (isAskedAgain) await this.#alone(await other(), question);
      return;
    }
    await place.lent.dieAt(null);
    await this.#checkOneOfTwo(answered);
  }

  async ofOneThatIsKilled(
    place: Place,
    { asked, afterMs }: Event & { does: 'die while asked' },
  ): Promise<void> {
    const question = this.#byEngineer(asked);
    const outcome = await this.#outcomeOf(question);
    const asking = this.#ask(place, question);
    await setTimeout(afterMs);
    await place.lent.kill();
    const answered = await asking;
    await this.#checkAfterDeath(answered, outcome);
    this.#scenery.ledger.count(
      answered.answer === 'ok' ? 'killed after the answer' : 'killed while it was asked',
    );
  }

  /** What was answered is in the journal; what was not may be. */
  async #checkAfterDeath(answered: Answered, outcome: Outcome): Promise<void> {
    this.#scenery.ledger.isCutShort = true;
    const facts = await this.#factsOf(answered);
    const { asked, answer } = answered;
    const isLost = answer === 'ok' && facts < entriesOf(outcome);
    const isDoubled = facts > entriesOf(outcome);
    if (isLost || isDoubled) {
      throw new Error(`${asked.kind}: ${outcome}, answered ${answer}, with ${facts} entries`);
    }
  }

  async #ask({ lent }: Place, question: Question): Promise<Answered> {
    const { asked, who, why, seen, key } = question;
    const after = this.#scenery.ledger.expected.version;
    const answering =
      asked.kind === 'load'
        ? lent.load(RELEASE, this.#documentFor(asked), who)
        : lent.take({ id: RELEASE, step: asked, who, why, seen, key });
    const answer = await answering.catch((error: unknown) =>
      error instanceof Error ? `failed: ${error.message}` : 'failed',
    );
    return { ...question, answer, after };
  }

  /** Who asks at the same moment as others has a name of their own, by which their entries are found. */
  #byEngineer(asked: Asked): Question {
    return this.#question(asked, { why: 'Because.', role: 'engineer', name: null, seen: 'unsaid' });
  }

  #question(asked: Asked, { name, role, why, seen }: Asker): Question {
    this.#count += 1;
    return {
      asked,
      who: { name: name ?? `Asker ${this.#count}`, role },
      why,
      seen: this.#versionSeen(seen),
      key: `request-${this.#count}`,
    };
  }

  #versionSeen(seen: Sight): number | null {
    const { version, toldVersion } = this.#scenery.ledger.expected;
    switch (seen) {
      case 'unsaid':
        return null;
      case 'now':
        return version;
      case 'before':
        return Math.max(0, toldVersion - 1);
      case 'to come':
        return version + 1;
    }
  }

  #documentFor({ change }: Asked & { kind: 'load' }): string {
    const newest = this.#scenery.ledger.newestDocument;
    return newest === undefined
      ? planDocument(this.#terms)
      : changedPlan(newest, change, this.#count);
  }
}

/** The other instance: who is there by then. */
type Elsewhere = () => Promise<Place>;

type Asker = {
  readonly name: string | null;
  readonly role: string;
  readonly why: string | null;
  readonly seen: Sight;
};

function isAnswerTo(outcome: Outcome, answer: Answer): boolean {
  const expected = answerTo(outcome);
  if (expected !== null) return answer === expected;
  return answer !== 'ok' && answer !== 'moved-on' && answer !== 'key-reused';
}
