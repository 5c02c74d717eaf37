/** People ask for steps: one after another, together, and of an instance that dies over it. */
import { setTimeout } from 'node:timers/promises';

import type { Who } from '../../src/release/index.ts';
import { entriesOf, outcomeOf, type Asked, type Outcome } from './asked.ts';
import type { Event } from './events.ts';
import type { Answer } from './member.ts';
import { changedPlan, planDocument, RELEASE } from './plan.ts';
import type { Place } from './places.ts';
import { inWords, isOpenForAnybody, type Scenery } from './promises.ts';

type Question = { readonly asked: Asked; readonly role: string; readonly why: string | null };
type Answered = { readonly asked: Asked; readonly answer: Answer; readonly who: string };

export class Asking {
  readonly #scenery: Scenery;
  readonly #isAutomatic: boolean;
  #count = 0;

  constructor(scenery: Scenery, isAutomatic: boolean) {
    this.#scenery = scenery;
    this.#isAutomatic = isAutomatic;
  }

  /** The outcome is the one that the model says, and the journal has one entry of it, or none. */
  async alone(place: Place, question: Question): Promise<void> {
    const { ledger } = this.#scenery;
    const before = ledger.expected;
    const outcome = await this.#outcomeOf(question);
    const answered = await this.#ask(place, question);
    const { asked, answer } = answered;
    if (place.cut) {
      this.#checkInVain(place, answered);
      return;
    }
    await ledger.read();
    const facts = ledger.factsBy(answered.who, asked);
    const isAsTold = (answer === 'ok') === (outcome !== 'refused');
    if (!isAsTold || facts !== entriesOf(outcome)) {
      throw new Error(
        `${asked.kind} should be ${outcome} at ${inWords(before)}; the answer was ${answer}, with ${facts} entries`,
      );
    }
    ledger.count(`${asked.kind}: ${outcome}`);
  }

  async #outcomeOf(question: Question): Promise<Outcome> {
    const { ledger, places } = this.#scenery;
    const isOpenInStore = await isOpenForAnybody(this.#scenery);
    return outcomeOf(ledger.expected, { ...question, nowMs: places.nowMs(), isOpenInStore });
  }

  /** Without the store nothing is done, but for a rollback: that closes here. */
  #checkInVain(place: Place, { asked, answer }: Answered): void {
    if (answer === 'ok') throw new Error(`${asked.kind} was answered ok without a store`);
    if (answer === 'not-yet-recorded') place.isClosedHere = true;
    this.#scenery.ledger.count(`${asked.kind} without the store`);
  }

  /** Two at the same moment, of all who can be asked, and perhaps a look of each. */
  async together({ both, looks }: Event & { does: 'ask together' }): Promise<void> {
    const { ledger, places } = this.#scenery;
    const there = places.connected();
    const asking = both.flatMap((asked, index) => {
      const place = there[index % there.length];
      return place ? [this.#ask(place, byEngineer(asked))] : [];
    });
    const looking = looks ? there.map(({ lent }) => lent.tick()) : [];
    const answers = await Promise.all(asking);
    await Promise.all(looking);
    await ledger.read();
    for (const answered of answers) this.#checkOneOfTwo(answered);
  }

  #checkOneOfTwo({ asked, answer, who }: Answered): void {
    const { ledger } = this.#scenery;
    const facts = ledger.factsBy(who, asked);
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
    const answered = await this.#ask(place, byEngineer(asked));
    await this.#scenery.ledger.read();
    this.#checkOneOfTwo(answered);
  }

  /** Dies at a point of the step, if the step comes there. */
  async ofOneThatDies(
    place: Place,
    { asked, at }: Event & { does: 'die in a step' },
  ): Promise<void> {
    if (place.cut) return;
    const question = byEngineer(asked);
    const outcome = await this.#outcomeOf(question);
    await place.lent.dieAt(at);
    const answered = await this.#ask(place, question);
    if (place.lent.isDead()) {
      await this.#checkAfterDeath(answered, outcome);
      this.#scenery.ledger.count(`died ${at}`);
      return;
    }
    await place.lent.dieAt(null);
    await this.#scenery.ledger.read();
    this.#checkOneOfTwo(answered);
  }

  async ofOneThatIsKilled(
    place: Place,
    { asked, afterMs }: Event & { does: 'die while asked' },
  ): Promise<void> {
    const question = byEngineer(asked);
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
  async #checkAfterDeath({ asked, answer, who }: Answered, outcome: Outcome): Promise<void> {
    const { ledger } = this.#scenery;
    ledger.isCutShort = true;
    await ledger.read();
    const facts = ledger.factsBy(who, asked);
    const isLost = answer === 'ok' && facts < entriesOf(outcome);
    const isDoubled = facts > entriesOf(outcome);
    if (isLost || isDoubled) {
      throw new Error(`${asked.kind}: ${outcome}, answered ${answer}, with ${facts} entries`);
    }
  }

  /** Everybody who asks has a name of their own, by which their entries are found. */
  async #ask(place: Place, { asked, role, why }: Question): Promise<Answered> {
    this.#count += 1;
    const who: Who = { name: `Asker ${this.#count}`, role };
    const answering =
      asked.kind === 'load'
        ? place.lent.load(RELEASE, this.#documentFor(asked), who)
        : place.lent.take({ id: RELEASE, step: asked, who, why });
    const answer = await answering.catch((error: unknown) =>
      error instanceof Error ? `failed: ${error.message}` : 'failed',
    );
    return { asked, answer, who: who.name };
  }

  #documentFor({ change }: Asked & { kind: 'load' }): string {
    const newest = this.#scenery.ledger.newestDocument;
    return newest === undefined
      ? planDocument(this.#isAutomatic)
      : changedPlan(newest, change, this.#count);
  }
}

function byEngineer(asked: Asked): Question {
  return { asked, role: 'engineer', why: 'Because.' };
}
