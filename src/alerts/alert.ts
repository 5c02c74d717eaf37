import { MINUTE_MS, MINUTES_PER_DAY } from '../lib/duration.ts';

/** What people who answer for a release should hear of, wherever they are. It carries no names and no person’s own words. */
export type Alert = {
  readonly release: string;
  /** Of the journal entry. */
  readonly version: number;
  /** ISO 8601. */
  readonly at: string;
  /** `act`: a person has to look now. `know`: there is nothing to do. */
  readonly urgency: 'act' | 'know';
  readonly text: string;
  /** The instance that says so of itself, where the alert is no entry of the journal: others may say the same. */
  readonly instance?: string;
};

/** The same for the same alert, however often it is sent; after a restore versions come again, moments don’t. */
export function alertKey({
  release,
  version,
  at,
  instance,
}: Omit<Alert, 'text' | 'urgency'>): string {
  return [release, version, at, ...(instance === undefined ? [] : [instance])].join('/');
}

/** One that is a day late helps no one. */
const LATEST_MS = MINUTES_PER_DAY * MINUTE_MS;

export function isTooLate(at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() > LATEST_MS;
}
