import type { LibraryEntry } from './entry.ts';

type ReadyCriterion = Omit<LibraryEntry, 'kind'>;

const READY: readonly ReadyCriterion[] = [
  {
    name: 'few-errors',
    sentence: 'Fewer than one request in twenty fails',
    code: 'error rate < 5% of requests over 1 day, at least 200 requests',
    why: 'The limit of the template itself; most plans with a number have it.',
  },
  {
    name: 'very-few-errors',
    sentence: 'Fewer than one request in a hundred fails',
    code: 'error rate < 1% of requests over 1 day, at least 200 requests',
    why: 'For pages that only read; mobile apps ask for it.',
  },
  {
    name: 'few-errors-of-ours',
    sentence: 'Few requests fail, those of people who may not see it left out',
    code: 'error rate without status 401, 403 < 5% of requests over 1 day, at least 200 requests',
    why: 'For endpoints that many ask who are not allowed to: a refusal is no fault.',
  },
  {
    name: 'index-errors',
    sentence: 'The list loads for nearly everybody',
    code: 'error rate on index < 2.5% of requests over 1 day, at least 200 requests',
    why: 'From a move of letters to another service: each endpoint has a limit of its own.',
  },
  {
    name: 'download-errors',
    sentence: 'What people came for can be downloaded',
    code: 'error rate on download < 0.3% of requests over 1 day, at least 1000 requests',
    why: 'From the same move; the limit is low because a lost letter is worse than a slow list.',
  },
  {
    name: 'success',
    sentence: 'Ninety-nine in a hundred attempts work',
    code: 'success rate >= 99% of attempts over 1 day, at least 200 attempts',
    why: 'From a mobile feature that was widened day by day.',
  },
  {
    name: 'not-worse-than-without',
    sentence: 'Whoever has it meets no more errors than whoever has not',
    code: 'error rate <= 120% of the closed cohort over 1 day, at least 500 requests',
    why: 'For a move from one service to another: an outage of both is no fault of the new one.',
  },
  {
    name: 'validation-errors',
    sentence: 'People can fill in the form',
    code: 'error rate with status 422 <= 5% of submissions in this stage, at least 100 submissions',
    why: 'From a form that was rebuilt: refused submissions show a form that asks too much.',
  },
  {
    name: 'server-errors',
    sentence: 'Submissions do not fail on our side',
    code: 'error rate with status 5xx <= 5% of submissions in this stage, at least 100 submissions',
    why: 'From the same form; kept apart from what people get wrong.',
  },
  {
    name: 'no-silent-failures',
    sentence: 'No submission is lost without a word',
    code: 'silent failures = 0 in this stage, at least 10 submissions',
    why: 'Every plan of a form that is processed later asks for it.',
  },
  {
    name: 'little-manual-routing',
    sentence: 'The back office is not flooded',
    code: 'fallback share <= 35% of submissions in this stage, at least 100 submissions',
    why: 'From a form for dependents; more by hand than that could not be worked off.',
  },
  {
    name: 'fast-on-average',
    sentence: 'It answers in two seconds',
    code: 'response time average < 2 seconds over 1 day, at least 200 requests',
    why: 'From a mobile feature. An average hides the slowest; better is the next one.',
  },
  {
    name: 'fast-for-nearly-all',
    sentence: 'It answers nineteen of twenty requests in two seconds',
    code: 'response time p95 < 2 seconds over 1 day, at least 200 requests',
    why: 'For pages that people wait for.',
  },
  {
    name: 'few-slow-requests',
    sentence: 'Few people wait long',
    code: 'slow requests slower than 4 seconds < 1% of requests over 1 day, at least 500 requests',
    why: 'For pages that ask a service which is now and then slow.',
  },
  {
    name: 'content-arrives',
    sentence: 'Answers hold something, and are not only empty',
    code: 'answers with content > 10% of answers over 1 day, at least 200 answers',
    why: 'A page once stayed empty while every answer was a good one; no count of errors shows that.',
  },
  {
    name: 'enough-people',
    sentence: 'Enough people have met it to say anything',
    code: 'people >= 500 in this stage',
    why: 'The template’s canary: about 500 people.',
  },
  {
    name: 'enough-people-for-a-pilot',
    sentence: 'A small group has met it',
    code: 'people >= 50 in this stage',
    why: 'From a pilot that was opened to everybody until fifty had come.',
  },
  {
    name: 'enough-submissions',
    sentence: 'Enough submissions have arrived to look at each',
    code: 'submissions >= 10 in this stage',
    why: 'From a first stage inside the house.',
  },
  {
    name: 'share-as-planned',
    sentence: 'As many requests go the new way as the stage opens',
    code: 'traffic share within 3 points of the flag share over 1 day, at least 500 requests',
    why: 'From a migration: a share that is off shows a toggle asked without its actor.',
  },
  {
    name: 'engagement',
    sentence: 'People read on',
    code: 'disclosure rate > 5% of page views over 4 days, at least 500 page views',
    why: 'For pages whose parts unfold.',
  },
  {
    name: 'clicks',
    sentence: 'People follow the link',
    code: 'click-through rate > 5% of impressions over 7 days, at least 500 impressions',
    why: 'From letters that are announced by e-mail or push message.',
  },
  {
    name: 'few-leave',
    sentence: 'Few leave before the end',
    code: 'abandonment rate < 20% of starts in this stage, at least 100 starts',
    why: 'The example of the template.',
  },
  {
    name: 'most-finish',
    sentence: 'Nearly everybody who starts gives consent again',
    code: 'conversion rate >= 90% of starts in this stage, at least 100 starts',
    why: 'From a form that asks for a signature anew.',
  },
  {
    name: 'abandonment-as-before',
    sentence: 'No more leave than left the old form',
    code: 'abandonment rate <= 100% of the baseline 11% in this stage, at least 100 starts',
    why: 'From a form that was redesigned; put your own number in place of 11%.',
  },
  {
    name: 'few-complaints',
    sentence: 'The contact center hears little of it',
    code: 'complaints < 2 over 7 days, at least 100 people',
    why: 'The limit of the template.',
  },
  {
    name: 'survey-answers',
    sentence: 'People have told us what they think',
    code: 'survey answers >= 10 in this stage',
    why: 'For pages with a survey: what is wrong there shows in no other number.',
  },
];

export const READY_CRITERIA: readonly LibraryEntry[] = READY.map((ready) => ({
  ...ready,
  kind: 'criterion',
}));
