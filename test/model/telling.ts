/** Another program tells what people met: once, again after an answer that was lost, or to two instances at once. */
import type { Heard, Post } from './door.ts';
import type { Event } from './events.ts';
import type { Place } from './places.ts';
import { inWords, type Scenery } from './promises.ts';
import { judgmentOf, posted, ToldBook, type Item, type Judgment } from './told.ts';

type Judged = { readonly item: Item; readonly judgment: Judgment };

export class Telling {
  readonly #scenery: Scenery;
  readonly #book = new ToldBook();

  constructor(scenery: Scenery) {
    this.#scenery = scenery;
  }

  /** Each answer refuses what can’t be counted and nothing else, and what is kept is what was counted. */
  async tell({ items, source, isTogether }: Event & { does: 'tell' }, places: readonly Place[]) {
    const { ledger, places: world } = this.#scenery;
    const nowMs = world.nowMs();
    const judged = items.map((item) => ({
      item,
      judgment: judgmentOf(item, ledger.expected, nowMs),
    }));
    const post = { source, observations: items.map((item) => posted(item, nowMs)) };
    const heard = await (isTogether ? together(places, post) : inTurn(places, post));
    for (const one of heard) this.#checkRefused(one, judged);
    this.#count(judged, { source, heard });
    await this.#checkKept();
  }

  #checkRefused({ status, refused }: Heard, judged: readonly Judged[]): void {
    const expected = judged.flatMap(({ judgment }, index) =>
      judgment.counts ? [] : [`${index}: ${judgment.code}`],
    );
    const isUnowned = ({ judgment }: Judged) =>
      !judgment.counts && judgment.code === 'unowned-toggle';
    const isInVain = expected.length === judged.length && !judged.every(isUnowned);
    this.#compare(
      [`status ${status}`, ...refused.map(({ index, code }) => `${index}: ${code}`)],
      [`status ${isInVain ? 400 : 202}`, ...expected],
    );
  }

  /** However often it was told, what has an id counts once. */
  #count(judged: readonly Judged[], { source, heard }: Answers): void {
    let [counted, repeated] = [0, 0];
    for (const { item, judgment } of heard.flatMap(() => judged)) {
      this.#happen(item, judgment);
      if (!judgment.counts) continue;
      if (this.#book.isKnown(item, source)) {
        repeated += 1;
        continue;
      }
      counted += 1;
      this.#book.count(item, judgment.opening, source);
    }
    const sum = (what: 'taken' | 'repeated') => heard.reduce((all, one) => all + one[what], 0);
    this.#compare(
      [`counted ${sum('taken')}`, `repeated ${sum('repeated')}`],
      [`counted ${counted}`, `repeated ${repeated}`],
    );
    if (repeated > 0) this.#scenery.ledger.count('told again: repeated');
  }

  /** What the program may act on from now on. */
  #happen({ hasFailed, cohort }: Item, judgment: Judgment): void {
    const { ledger } = this.#scenery;
    ledger.count(judgment.counts ? 'told: counted' : `told: ${judgment.code}`);
    if (!judgment.counts) {
      ledger.isUntrusted ||= DISTRUSTED.has(judgment.code);
      return;
    }
    const { happened } = ledger;
    ledger.happened = {
      ...happened,
      harmed: happened.harmed || (hasFailed && cohort === 'open'),
      failedElsewhere: happened.failedElsewhere || hasFailed,
    };
  }

  async #checkKept(): Promise<void> {
    const kept = await this.#scenery.store.told();
    this.#compare(kept, this.#book.lines());
  }

  #compare(found: readonly string[], expected: readonly string[]): void {
    if (JSON.stringify(found) === JSON.stringify(expected)) return;
    const where = inWords(this.#scenery.ledger.expected);
    throw new Error(
      `what was told should be ${expected.join(', ')} at ${where}; it is ${found.join(', ')}`,
    );
  }
}

type Answers = { readonly source: string; readonly heard: readonly Heard[] };

const DISTRUSTED = new Set(['unreadable-observation', 'impossible-answer']);

/** Whoever can’t write it down says so, and then nothing of it counts. */
async function toldTo({ lent, cut, isMuted }: Place, post: Post): Promise<readonly Heard[]> {
  const heard = await lent.tell(post);
  if (heard.status < 500) return [heard];
  if (cut || isMuted) return [];
  throw new Error(`what was told was answered ${heard.status}`);
}

async function together(places: readonly Place[], post: Post): Promise<readonly Heard[]> {
  return (await Promise.all(places.map((place) => toldTo(place, post)))).flat();
}

async function inTurn(places: readonly Place[], post: Post): Promise<readonly Heard[]> {
  const heard: Heard[] = [];
  for (const place of places) heard.push(...(await toldTo(place, post)));
  return heard;
}
