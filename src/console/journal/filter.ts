import type { ReleaseStatus } from '../../release/index.ts';
import { dayInEasternTime } from '../../lib/eastern-time.ts';

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
    return typeof value === 'string' ? value.trim().slice(0, LONGEST) : '';
  };
  return { words: text('words'), who: text('who'), from: text('from'), through: text('through') };
}

export function isFiltered(filter: JournalFilter): boolean {
  return Object.values(filter).some((value) => value !== '');
}

/** The entries that are looked for, the newest first. */
export function filtered(
  history: readonly JournalLine[],
  { words, who, from, through }: JournalFilter,
): readonly JournalLine[] {
  return history
    .filter((line) => {
      const day = dayInEasternTime(new Date(line.at));
      const isThen = (from === '' || day >= from) && (through === '' || day <= through);
      return isThen && holds(`${line.what} ${line.why ?? ''}`, words) && holds(line.who, who);
    })
    .toReversed();
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
    days.set(day, [...(days.get(day) ?? []), line]);
  }
  return [...days].map(([day, ofDay]) => ({ day, lines: ofDay }));
}
