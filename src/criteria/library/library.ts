import { nearestName } from '../reading/words/phrases.ts';

/** A criterion or rollback rule that is ready to be put into a plan. */
export type LibraryEntry = {
  readonly name: string;
  readonly kind: 'criterion' | 'rollback';
  /** For people; the code is what is checked. */
  readonly sentence: string;
  readonly code: string;
  /** The kind of plan that it comes from, or what it is good for. */
  readonly why: string;
};

/** Of each its name, its sentence, its code and why it is there, a line each. */
const CRITERIA = `
few-errors
Fewer than one request in twenty fails
error rate < 5% of requests over 1 day, at least 200 requests
The limit of the template itself; most plans with a number have it.

very-few-errors
Fewer than one request in a hundred fails
error rate < 1% of requests over 1 day, at least 200 requests
For pages that only read; mobile apps ask for it.

few-errors-of-ours
Few requests fail, those of people who may not see it left out
error rate without status 401, 403 < 5% of requests over 1 day, at least 200 requests
For endpoints that many ask who are not allowed to: a refusal is no fault.

index-errors
The list loads for nearly everyone
error rate on index < 2.5% of requests over 1 day, at least 200 requests
From a move of letters to another service: each endpoint has a limit of its own.

download-errors
What people came for can be downloaded
error rate on download < 0.3% of requests over 1 day, at least 1000 requests
From the same move; the limit is low because a lost letter is worse than a slow list.

success
Ninety-nine in a hundred attempts work
success rate >= 99% of attempts over 1 day, at least 200 attempts
From a mobile feature that was widened day by day.

not-worse-than-without
People with the feature meet no more errors than people without it
error rate <= 120% of the closed cohort over 1 day, at least 500 requests
For a move from one service to another: an outage of both is no fault of the new one.

validation-errors
People can fill in the form
error rate with status 422 <= 5% of submissions in this stage, at least 100 submissions
From a form that was rebuilt: refused submissions show a form that asks too much.

server-errors
Submissions do not fail on our side
error rate with status 5xx <= 5% of submissions in this stage, at least 100 submissions
From the same form; kept apart from what people get wrong.

no-silent-failures
No submission is lost without a word
silent failures = 0 in this stage, at least 10 submissions
Every plan of a form that is processed later asks for it.

little-manual-routing
The back office is not flooded
fallback share <= 35% of submissions in this stage, at least 100 submissions
From a form for dependents; more by hand than that could not be worked off.

fast-on-average
It answers in two seconds
response time average < 2 seconds over 1 day, at least 200 requests
From a mobile feature. An average hides the slowest; better is the next one.

fast-for-nearly-all
It answers nineteen of twenty requests in two seconds
response time p95 < 2 seconds over 1 day, at least 200 requests
For pages that people wait for.

few-slow-requests
Few people wait long
slow requests slower than 4 seconds < 1% of requests over 1 day, at least 500 requests
For pages that ask a service which is now and then slow.

content-arrives
Answers hold something, and are not only empty
answers with content > 10% of answers over 1 day, at least 200 answers
A page once stayed empty while every answer was a good one; no count of errors shows that.

enough-people
Enough people have met it to say anything
people >= 500 in this stage
The template’s canary: about 500 people.

enough-people-for-a-pilot
A small group has met it
people >= 50 in this stage
From a pilot that was open to everyone until fifty people had come.

enough-submissions
Enough submissions have arrived to look at each
submissions >= 10 in this stage
From a first stage inside the house.

share-as-planned
As many requests go the new way as the stage opens
traffic share within 3 points of the flag share over 1 day, at least 500 requests
From a migration: a share that is off shows a toggle asked without its actor.

engagement
People read on
disclosure rate > 5% of page views over 4 days, at least 500 page views
For pages whose parts unfold.

clicks
People follow the link
click-through rate > 5% of impressions over 7 days, at least 500 impressions
From letters that are announced by e-mail or push message.

few-leave
Few leave before the end
abandonment rate < 20% of starts in this stage, at least 100 starts
The example of the template.

most-finish
Nearly everyone who starts gives consent again
conversion rate >= 90% of starts in this stage, at least 100 starts
From a form that asks for a new signature.

abandonment-as-before
No more leave than left the old form
abandonment rate <= 100% of the baseline 11% in this stage, at least 100 starts
From a form that was redesigned; put your own number in place of 11%.

few-complaints
The contact center hears little of it
complaints < 2 over 7 days, at least 100 people
The limit of the template.

survey-answers
People have told us what they think
survey answers >= 10 in this stage
For pages with a survey: what is wrong there shows in no other number.
`;

const RULES = `
many-errors
Many requests fail
error rate caused by us > 10% of requests over 1 hour, at least 40 requests
For the first minutes of a break. Five errors at least: one or two come by chance.

lasting-errors
Fewer fail, but it lasts
error rate caused by us > 2% of requests over 6 hours, at least 250 requests
For what the rule above is too blunt for.

submit-errors
One submission in twenty fails
error rate > 5% of submissions over 1 hour, at least 80 submissions
From a pilot with the only rule in figures that was in force when it ran.

success-falls
More than one attempt in a hundred fails
success rate < 99% of attempts over 1 day, at least 200 attempts
From a mobile feature that was widened day by day.

worse-than-without
People with the feature meet twice as many errors as people without it
error rate > 200% of the closed cohort over 6 hours, at least 100 requests
For a move from one service to another. An outage of both does not set it off.

abandonment-rises
Clearly more people leave than left the old form
abandonment rate > 105% of the baseline 11% over 1 day, at least 200 starts
From a form with a deviation of 5%; put your own number in place of 11%.

any-silent-failure
A submission was lost without a word
silent failures > 0 over 1 day, at least 1 submission
Every plan of a form that is processed later asks for it.

much-manual-routing
The back office is flooded
fallback share > 35% of submissions over 1 day, at least 50 submissions
From a form for dependents, and a pilot in which every claim went to people.

slow
It has become slow
response time p95 > 5 seconds over 1 hour, at least 50 requests
For pages that people wait for; several plans name no limit and need one.

scripts-break
The page breaks in the browser
client error rate > 2% of page views over 1 hour, at least 50 page views
For pages with scripts: the server sees nothing of it.

dependency-suffers
The service behind it can’t carry it
dependency error rate > 10% of calls over 1 hour, at least 50 calls
For features that bring a service new traffic.
`;

/** Criteria and rollback rules from the thresholds of plans that were carried out, each ready to be put into a plan. */
export const LIBRARY: readonly LibraryEntry[] = [
  ...entriesIn(CRITERIA, 'criterion'),
  ...entriesIn(RULES, 'rollback'),
];

function entriesIn(text: string, kind: LibraryEntry['kind']): readonly LibraryEntry[] {
  return text
    .trim()
    .split('\n\n')
    .map((lines) => {
      const [name = '', sentence = '', code = '', why = ''] = lines.split('\n');
      return { name, kind, sentence, code, why };
    });
}

/** The bullet of a plan. */
export function bulletOf({ sentence, code }: LibraryEntry): string {
  return `- ${sentence}: \`${code}\``;
}

export function libraryEntry(name: string): LibraryEntry | null {
  return LIBRARY.find((entry) => entry.name === name) ?? null;
}

/** The name in the library that is nearest to this one; null when none is near. */
export function nearestEntry(name: string): string | null {
  return nearestName(
    name,
    LIBRARY.map((entry) => entry.name),
  );
}
