import type { JournalEntry } from '../../src/release/journal/journal.ts';
import { FACTS, type Asked } from './asked.ts';
import { isSettled, NOTHING, type Expected } from './expected.ts';
import { after, type Met } from './journal-rules.ts';
import { RELEASE, sharesIn, signersIn } from './plan.ts';
import type { StoreView } from './store.ts';

type Happened = Pick<Met, 'harmed' | 'failedElsewhere' | 'dependencyFailed'> & {
  /** People who met the feature’s own failures, as far as that was written down for certain. */
  readonly harmWritten: number;
};

const NOTHING_HAPPENED: Happened = {
  harmed: false,
  failedElsewhere: false,
  dependencyFailed: false,
  harmWritten: 0,
};

/** Reads the journal along, and where the release has to stand by it. */
export class Ledger {
  expected: Expected = NOTHING;
  /** Since the run began. */
  happened: Happened = NOTHING_HAPPENED;
  /** Whether the numbers have ever been lost, or impossible: then the program may distrust them. */
  isUntrusted = false;
  /** Whether somebody has died, and since then nothing was seen of a step that they left half done being finished. */
  isCutShort = false;
  /** What was seen, and how often. */
  readonly seen = new Map<string, number>();
  readonly #store: StoreView;
  readonly #isAutomatic: boolean;
  #entries: readonly JournalEntry[] = [];
  #documents: ReadonlyMap<number, string> = new Map();

  constructor(store: StoreView, isAutomatic: boolean) {
    this.#store = store;
    this.#isAutomatic = isAutomatic;
  }

  count(what: string): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1);
  }

  get newestDocument(): string | undefined {
    return [...this.#documents.values()].at(-1);
  }

  /** Reads what is new, entry by entry. Throws at one that may not be, and if an old one is not as it was. */
  async read(): Promise<void> {
    this.#documents = await this.#store.documents(RELEASE);
    const entries = await this.#store.journal(RELEASE);
    const known = entries.slice(0, this.#entries.length);
    if (JSON.stringify(known) !== JSON.stringify(this.#entries)) {
      throw new Error('the journal was changed');
    }
    for (const entry of entries.slice(known.length)) this.#follow(entry);
    this.#entries = entries;
    if (isSettled(this.expected)) this.isCutShort = false;
  }

  #follow(entry: JournalEntry): void {
    this.expected = after(this.expected, entry, {
      ...this.happened,
      untrusted: this.isUntrusted,
      isAutomatic: this.#isAutomatic,
      sharesOf: (version) => sharesIn(this.#documents.get(version) ?? ''),
      signersOf: (version) => signersIn(this.#documents.get(version) ?? ''),
    });
    const cause = entry.kind === 'held' && entry.cause ? ` for ${entry.cause}` : '';
    this.count(`${entry.kind}${cause} by ${entry.who.role}`);
    if (entry.kind === 'rolled-back') this.happened = NOTHING_HAPPENED;
  }

  /** How many entries of this name after a version say that this was done. More than one, and a step was doubled. */
  factsBy(name: string, { kind }: Asked, after: number): number {
    const isFact = (entry: JournalEntry) =>
      entry.version > after && entry.who.name === name && FACTS[kind]?.has(entry.kind);
    return this.#entries.filter(isFact).length;
  }
}
