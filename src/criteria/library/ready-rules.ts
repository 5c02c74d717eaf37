import type { LibraryEntry } from './entry.ts';

type ReadyRule = Omit<LibraryEntry, 'kind'>;

const READY: readonly ReadyRule[] = [
  {
    name: 'many-errors',
    sentence: 'Many requests fail',
    code: 'error rate caused by us > 10% of requests over 1 hour, at least 40 requests',
    why: 'For the first minutes of a break. Five errors at least: one or two come by chance.',
  },
  {
    name: 'lasting-errors',
    sentence: 'Fewer fail, but it lasts',
    code: 'error rate caused by us > 2% of requests over 6 hours, at least 250 requests',
    why: 'For what the rule above is too blunt for.',
  },
  {
    name: 'submit-errors',
    sentence: 'One submission in twenty fails',
    code: 'error rate > 5% of submissions over 1 hour, at least 80 submissions',
    why: 'From a pilot with the only rule in figures that was in force when it ran.',
  },
  {
    name: 'success-falls',
    sentence: 'More than one attempt in a hundred fails',
    code: 'success rate < 99% of attempts over 1 day, at least 200 attempts',
    why: 'From a mobile feature that was widened day by day.',
  },
  {
    name: 'worse-than-without',
    sentence: 'Whoever has it meets twice as many errors as whoever has not',
    code: 'error rate > 200% of the closed cohort over 6 hours, at least 100 requests',
    why: 'For a move from one service to another. An outage of both does not set it off.',
  },
  {
    name: 'abandonment-rises',
    sentence: 'Clearly more people leave than left the old form',
    code: 'abandonment rate > 105% of the baseline 11% over 1 day, at least 200 starts',
    why: 'From a form with a deviation of 5%; put your own number in place of 11%.',
  },
  {
    name: 'any-silent-failure',
    sentence: 'A submission was lost without a word',
    code: 'silent failures > 0 over 1 day, at least 1 submission',
    why: 'Every plan of a form that is processed later asks for it.',
  },
  {
    name: 'much-manual-routing',
    sentence: 'The back office is flooded',
    code: 'fallback share > 35% of submissions over 1 day, at least 50 submissions',
    why: 'From a form for dependents, and a pilot in which every claim went to people.',
  },
  {
    name: 'slow',
    sentence: 'It has become slow',
    code: 'response time p95 > 5 seconds over 1 hour, at least 50 requests',
    why: 'For pages that people wait for; several plans name no limit and need one.',
  },
  {
    name: 'scripts-break',
    sentence: 'The page breaks in the browser',
    code: 'client error rate > 2% of page views over 1 hour, at least 50 page views',
    why: 'For pages with scripts: the server sees nothing of it.',
  },
  {
    name: 'dependency-suffers',
    sentence: 'The service behind it can’t carry it',
    code: 'dependency error rate > 10% of calls over 1 hour, at least 50 calls',
    why: 'For features that bring a service new traffic.',
  },
];

export const READY_RULES: readonly LibraryEntry[] = READY.map((ready) => ({
  ...ready,
  kind: 'rollback',
}));
