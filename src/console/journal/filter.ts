import type { ReleaseStatus } from '../../release/index.ts';
import { dayInEasternTime } from '../../lib/eastern-time.ts';
import { beginningOf } from '../../lib/text-from-people.ts';

export type JournalLine = ReleaseStatus['history'][number];

/** What somebody looks for in a journal; what is empty leaves nothing out. */
export type JournalFilter = {
  /** In what happened, or why. */
  readonly words: string;
  /** In who took the step. */
  readonly who: string;
  /** The first and the last day where the plan is written, as `2024-04-08`. */
  readonly from: string;
  readonly through: string;
};

/** In characters. */
const LONGEST = 100;

/** From the address of the page: whatever stands in it. */
export function filterIn(query: Readonly<Record<string, unknown>>): JournalFilter {
  const text = (name: string) => {
    const value = query[name];
    return typeof value === 'string' ? beginningOf(value.trim(), LONGEST) : '';
  };
  return { words: text('words'), who: text('who'), from: text('from'), through: text('through') };
}

export function isFiltered(filter: JournalFilter): boolean {
  return Object.values(filter).some((value) => value !== '');
}

/** The entries that are looked for, the newest first. */
export function filtered(
  history: readonly JournalLine[],
  filter: JournalFilter,
): readonly JournalLine[] {
  if (!isFiltered(filter)) return history.toReversed();
  const { words, who, from, through } = filter;
  const isThen = ({ at }: JournalLine) => {
    // Asking for the day takes longer than all else together.
    const day = from === '' && through === '' ? '' : dayInEasternTime(new Date(at));
    return (from === '' || day >= from) && (through === '' || day <= through);
  };
  return history
    .filter(
      (line) =>
        holds(line.who, who) && holds(`${line.what} ${line.why ?? ''}`, words) && isThen(line),
    )
    .toReversed();
}

/** So many entries stand on one page; the files have them all. */
const MOST_LINES = 50;

type JournalPart = {
  readonly shown: readonly JournalLine[];
  /** Before which version the next page begins; null: there are no more. */
  readonly before: number | null;
};

/** Of entries with the newest first, those before this version: as many as a page holds. */
export function partBefore(lines: readonly JournalLine[], before: number): JournalPart {
  const first = lines.findIndex(({ version }) => version < before);
  const shown = first === -1 ? [] : lines.slice(first, first + MOST_LINES);
  const hasMore = first !== -1 && first + MOST_LINES < lines.length;
  return { shown, before: hasMore ? (shown.at(-1)?.version ?? null) : null };
}

/** From the address of the page: whatever stands in it. */
export function beforeIn({ before }: Readonly<Record<string, unknown>>): number {
  const version = typeof before === 'string' && /^\d{1,9}$/.test(before) ? Number(before) : 0;
  return version > 0 ? version : Infinity;
}

function holds(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

/** By the day where the plan is written, the newest first. */
export function byDay(
  lines: readonly JournalLine[],
): readonly { readonly day: string; readonly lines: readonly JournalLine[] }[] {
  const days = new Map<string, JournalLine[]>();
  for (const line of lines) {
    const day = dayInEasternTime(new Date(line.at));
    const ofDay = days.get(day);
    if (ofDay) ofDay.push(line);
    else days.set(day, [line]);
  }
  return [...days].map(([day, ofDay]) => ({ day, lines: ofDay }));
}
