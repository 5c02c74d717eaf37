import { MINUTE_MS } from '../../lib/duration.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { countIn, lengthIn, numberIn, shareIn } from '../../lib/written/index.ts';
import { fieldIn } from '../frame/forms.ts';
import type { RehearsalWish } from './rehearsals.ts';

const FIELDS = ['people', 'errors', 'failing', 'outage', 'runs', 'seed'] as const;

/** What stands in the form, by the names of its fields. */
export type RehearsalTyped = Readonly<Record<(typeof FIELDS)[number], string>>;

/** What the form begins with: the same traffic as that of `phcc plan rehearse`. */
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
  const typed = FIELDS.map((name) => [name, fieldIn(body, name).trim().slice(0, LONGEST_FIGURE)]);
  return Object.fromEntries(typed) as RehearsalTyped;
}

const MOST_PEOPLE = 1_000_000;
const MOST_SEED = 2 ** 31;
/** In minutes. */
const LONGEST_OUTAGE = 7 * 24 * 60;

/** The rehearsal that was asked for, or what could not be read, in a sentence. */
export function rehearsalWish(typed: RehearsalTyped): Result<RehearsalWish, string> {
  const usersPerDay = numberIn(typed.people);
  if (usersPerDay === null || usersPerDay <= 0 || usersPerDay > MOST_PEOPLE) {
    return unread('People a day', typed.people, 'a number above 0 and at most 1,000,000');
  }
  const errorRate = shareIn(typed.errors);
  if (errorRate === null) return unread('Requests that fail anyway', typed.errors, A_SHARE);
  const regression = typed.failing === '' ? null : shareIn(typed.failing);
  if (regression === null && typed.failing !== '') {
    return unread('Answers that the feature makes fail', typed.failing, `nothing, or ${A_SHARE}`);
  }
  const outageMinutes = typed.outage === '' ? null : minutesIn(typed.outage);
  if (outageMinutes === null && typed.outage !== '') {
    return unread('How long the service is down', typed.outage, A_LENGTH);
  }
  const runs = RUNS.find((one) => String(one) === typed.runs);
  if (runs === undefined) return unread('Number of runs', typed.runs, RUNS.join(', '));
  const seed = countIn(typed.seed);
  if (seed === null || seed > MOST_SEED) return unread('Seed', typed.seed, 'a whole number');
  return ok({ usersPerDay, errorRate, regression, outageMinutes, runs, seed });
}

const A_SHARE = 'a share such as 5% or 0.05';
const A_LENGTH = 'nothing, or a length such as 90m, 2h or 1d, at most 7d';

function minutesIn(typed: string): number | null {
  const ms = lengthIn(typed, ['m', 'h', 'd']);
  const minutes = ms === null ? null : ms / MINUTE_MS;
  return minutes !== null && minutes >= 1 && minutes <= LONGEST_OUTAGE ? minutes : null;
}

function unread(field: string, typed: string, expected: string): Result<never, string> {
  const given = typed === '' ? 'is empty' : `is “${typed}”`;
  return err(`${field} ${given}; expected: ${expected}. Nothing was started.`);
}
