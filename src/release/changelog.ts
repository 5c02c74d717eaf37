import type { JournalEntry, JournalFact, Who } from './journal.ts';
import { changelogLine } from './plan/index.ts';

/** VA.gov release plans give their times in Eastern time. */
const PLAN_TIME_ZONE = 'America/New_York';

/** The plan's changelog: a dated line per step, in the order in which the steps were taken. No testers' names. */
export function changelogOf(entries: readonly JournalEntry[]): readonly string[] {
  return entries.flatMap((entry) => {
    const what = inWords(entry);
    if (what === null) return [];
    const { at, why } = entry;
    return [changelogLine({ at, timeZone: PLAN_TIME_ZONE, what, why, who: signedBy(entry.who) })];
  });
}

/** A fact in a few words, or null for what concerns only the program itself. */
export function inWords(fact: JournalFact): string | null {
  switch (fact.kind) {
    case 'plan-loaded':
      return `Plan loaded, version ${fact.planVersion}`;
    case 'testing-started':
      return 'Phase I started';
    case 'tester-invited':
      return 'A tester invited';
    case 'tester-enrolled':
      return 'A tester enrolled';
    case 'tester-removed':
      return 'A tester removed';
    case 'go-signed':
      return 'Go signed';
    case 'no-go-signed':
      return 'No-go signed';
    case 'stage-opened':
      return `Stage ${fact.letter} at ${fact.percentage} %${fact.overridden ? ', opened by override' : ''}`;
    case 'held':
      return 'Held';
    case 'resumed':
      return 'Resumed';
    case 'rolled-back':
      return 'Rolled back';
    case 'applied':
      return null;
  }
}

/** `Pat Example, product manager` */
export function signedBy({ name, role }: Who): string {
  return `${name}, ${role.replaceAll('-', ' ')}`;
}
