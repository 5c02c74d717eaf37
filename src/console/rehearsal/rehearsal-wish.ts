import { MINUTE_MS } from '../../lib/duration.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { beginningOf } from '../../lib/text-from-people.ts';
import { countIn, lengthIn, numberIn, shareIn } from '../../lib/written/index.ts';
import { fieldIn } from '../forms/fields.ts';
import type { RehearsalWish } from './rehearsals.ts';

const FIELDS = ['people', 'errors', 'failing', 'outage', 'runs', 'seed'] as const;

/** What stands in the form, by the names of its fields. */
export type RehearsalTyped = Readonly<Record<(typeof FIELDS)[number], string>>;

/** What the form begins with: the same traffic as that of the command. */
export const USUAL_REHEARSAL: RehearsalTyped = {
  people: '2,300',
  errors: '0.1%',
  failing: '',
  outage: '',
  runs: '50',
  seed: '1',
};

/** How often a plan may be rehearsed at once. */
export const RUNS = [20, 50, 100, 200] as const;

/** In characters, of each field. */
export const LONGEST_FIGURE = 20;

export function typedRehearsal(body: unknown): RehearsalTyped {
  const typed = FIELDS.map((name) => [
    name,
    beginningOf(fieldIn(body, name).trim(), LONGEST_FIGURE),
  ]);
  return Object.fromEntries(typed) as RehearsalTyped;
}

/** The same from an address, in which a rehearsal stands with what it was asked with; undefined where it does not. */
export function typedInAddress(query: Readonly<Record<string, unknown>>) {
  const typed = FIELDS.flatMap((name) => {
    const given = query[name];
    return typeof given === 'string' ? [[name, beginningOf(given, LONGEST_FIGURE)] as const] : [];
  });
  return typed.length === FIELDS.length ? (Object.fromEntries(typed) as RehearsalTyped) : undefined;
}

const MOST_PEOPLE = 1_000_000;
const MOST_SEED = 2 ** 31;
/** In minutes. */
const LONGEST_OUTAGE = 7 * 24 * 60;

type WishedFigure = {
  /** What it is called on the page. */
  readonly label: string;
  /** Null: it can’t be read, or is not among what is expected. */
  readonly read: (typed: string) => number | null;
  readonly expected: string;
};

const A_SHARE = 'a share such as 5% or 0.05';

const FIGURES: Readonly<Record<(typeof FIELDS)[number], WishedFigure>> = {
  people: {
    label: 'People a day',
    read: (typed) => between(numberIn(typed), Number.MIN_VALUE, MOST_PEOPLE),
    expected: 'a number above 0 and at most 1,000,000',
  },
  errors: { label: 'Requests that fail anyway', read: shareIn, expected: A_SHARE },
  failing: {
    label: 'Answers that the feature makes fail',
    read: shareIn,
    expected: `nothing, or ${A_SHARE}`,
  },
  outage: {
    label: 'How long the service behind it is down',
    read: (typed) => between(minutesIn(typed), 1, LONGEST_OUTAGE),
    expected: 'nothing, or a length such as 90m, 2h or 1d, at most 7d',
  },
  runs: {
    label: 'Number of runs',
    read: (typed) => RUNS.find((one) => String(one) === typed) ?? null,
    expected: RUNS.join(', '),
  },
  seed: {
    label: 'Seed',
    read: (typed) => between(countIn(typed), 0, MOST_SEED),
    expected: 'a whole number',
  },
};

/** Left empty, nothing goes wrong. */
const OPTIONAL: ReadonlySet<string> = new Set(['failing', 'outage']);

/** The rehearsal that was asked for, or what could not be read, in a sentence. */
export function rehearsalWish(typed: RehearsalTyped): Result<RehearsalWish, string> {
  const isLeftOut = (name: keyof RehearsalTyped) => OPTIONAL.has(name) && typed[name] === '';
  const read = (name: keyof RehearsalTyped) => FIGURES[name].read(typed[name]);
  const unread = FIELDS.find((name) => !isLeftOut(name) && read(name) === null);
  if (unread !== undefined) return err(unreadSentence(FIGURES[unread], typed[unread]));
  return ok({
    usersPerDay: read('people') ?? 0,
    errorRate: read('errors') ?? 0,
    regression: read('failing'),
    outageMinutes: read('outage'),
    runs: read('runs') ?? 0,
    seed: read('seed') ?? 0,
  });
}

function minutesIn(typed: string): number | null {
  const ms = lengthIn(typed, ['m', 'h', 'd']);
  return ms === null ? null : ms / MINUTE_MS;
}

function between(figure: number | null, least: number, most: number): number | null {
  return figure !== null && figure >= least && figure <= most ? figure : null;
}

function unreadSentence({ label, expected }: WishedFigure, typed: string): string {
  const given = typed === '' ? 'is empty' : `is “${typed}”`;
  return `${label} ${given}; expected: ${expected}. Nothing was started.`;
}
