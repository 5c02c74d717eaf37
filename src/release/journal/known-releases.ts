import { inSlices } from '../../lib/in-slices.ts';
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
  async addInTurns(additions: Additions): Promise<Release> {
    const before = this.get(additions.id);
    let course: PastCourse = before ?? NO_COURSE;
    await inSlices(piecesOf(this.#newAmong(additions)), (piece) => {
      course = courseAfter(course, piece);
    });
    // Somebody else may have added to it.
    return this.get(additions.id) === before ? this.add(additions, course) : this.add(additions);
  }

  #newAmong({ id, entries }: Additions): readonly JournalEntry[] {
    const version = this.get(id)?.progress.version ?? 0;
    return entriesSince(entries, version);
  }
}

/** In entries: a millisecond or so. */
const PIECE = 300;

function piecesOf(entries: readonly JournalEntry[]): readonly (readonly JournalEntry[])[] {
  const begins = Array.from(
    { length: Math.ceil(entries.length / PIECE) },
    (_, piece) => piece * PIECE,
  );
  return begins.map((begin) => entries.slice(begin, begin + PIECE));
}

function beginOf({ entries }: Release): number {
  return entries[0]?.at.getTime() ?? 0;
}
