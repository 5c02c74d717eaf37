import type { JournalEntry } from './journal.ts';
import {
  courseAfter,
  entriesSince,
  isOver,
  NO_COURSE,
  releaseAfter,
  type Additions,
  type PastCourse,
  type Release,
} from './release.ts';

/** The releases that an instance has read, each as it was at its newest known version. Asks no store. */
export class KnownReleases {
  readonly #releases = new Map<string, Release>();

  get(id: string): Release | null {
    return this.#releases.get(id) ?? null;
  }

  /** In the order in which they began. */
  all(): readonly Release[] {
    return [...this.#releases.values()].toSorted((a, b) => beginOf(a) - beginOf(b));
  }

  /** Those that are not over. */
  open(): readonly Release[] {
    return this.all().filter((release) => !isOver(release));
  }

  /** Takes up what was read, and answers with the newest that is known. What is known already is not added twice. */
  add(additions: Additions, course?: PastCourse): Release {
    const before = this.get(additions.id);
    const entries = this.#newAmong(additions);
    if (before && entries.length === 0) return before;
    const release = releaseAfter(before, { ...additions, entries }, course);
    this.#releases.set(release.id, release);
    return release;
  }

  /** The same for journals of any length: other work goes on meanwhile. Until all is taken up, none of it is known. */
  async addInTurns(additions: Additions, nextTurn: () => Promise<unknown>): Promise<Release> {
    const before = this.get(additions.id);
    const entries = this.#newAmong(additions);
    let course: PastCourse = before ?? NO_COURSE;
    for (let from = 0; from < entries.length; from += AT_ONCE) {
      if (from > 0) await nextTurn();
      course = courseAfter(course, entries.slice(from, from + AT_ONCE));
    }
    // Somebody else may have added to it.
    return this.get(additions.id) === before ? this.add(additions, course) : this.add(additions);
  }

  #newAmong({ id, entries }: Additions): readonly JournalEntry[] {
    const version = this.get(id)?.progress.version ?? 0;
    return entriesSince(entries, version);
  }
}

/** In entries: some milliseconds. */
const AT_ONCE = 1_000;

function beginOf({ entries }: Release): number {
  return entries[0]?.at.getTime() ?? 0;
}
