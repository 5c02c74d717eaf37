import { page, type Operation } from './operation.ts';

/** What the console answers, by method and path. */
export const CONSOLE_OPERATIONS: Readonly<Record<string, Operation>> = {
  'get /console': page('All releases, for operators'),
  'get /console/analytics': page('What people do on the contacts page, for operators'),
  'get /console/analytics.csv': {
    summary: 'The days of page analytics as CSV, for operators',
    answers: { 200: 'file' },
  },
  'get /console/calendar': page('What is to come in all releases, for operators'),
  'get /console/calendar.ics': {
    summary: 'The same as a calendar file, for operators',
    answers: { 200: 'file' },
  },
  'get /console/access': page('Tokens and sessions, for operators'),
  'get /console/releases/{id}': page('One release, for operators', [404]),
  'get /console/releases/{id}/go-no-go': page('The go/no-go room of a release', [404]),
  'get /console/releases/{id}/go-no-go/record': {
    summary: 'The go/no-go as a record',
    answers: { 200: 'markdown' },
    refusals: [404],
  },
  'get /console/releases/{id}/journal.csv': {
    summary: 'The journal of a release as CSV, for operators',
    answers: { 200: 'file' },
    refusals: [404],
  },
  'get /console/releases/{id}/journal.json': {
    summary: 'The journal of a release as JSON, for operators',
    answers: { 200: 'file' },
    refusals: [404],
  },
  'get /console/releases/{id}/measurements': page(
    'What was measured of a release over time, for operators',
    [404, 503],
  ),
  'get /console/releases/{id}/measurements.csv': {
    summary: 'What was measured of a release over time as CSV, for operators',
    answers: { 200: 'file' },
    refusals: [404, 503],
  },
  'get /console/releases/{id}/results': page('What only people know of a release', [404]),
  'get /console/releases/{id}/results/report': page(
    'The report of a release, with what the program has filled in',
    [404],
  ),
  'get /console/releases/{id}/testing': page('Moderated testing of a release', [404]),
  'get /console/releases/{id}/plan': page('The plan of a release, with its results', [404]),
  'get /console/releases/{id}/plan/rehearsal': page(
    'Rehearsals of the plan of a release on this instance',
    [404],
  ),
  'post /console/releases/{id}/plan/rehearsal': {
    summary: 'Starts a rehearsal of the plan of a release',
    answers: { 303: 'nothing' },
    refusals: [403, 404, 422, 429],
  },
  'post /console/releases/{id}/plan/rehearsal/stop': {
    summary: 'Stops a rehearsal',
    answers: { 303: 'nothing' },
    refusals: [403],
  },
  'get /console/releases/{id}/plan/report.md': {
    summary: 'The plan of a release with its results, as Markdown',
    answers: { 200: 'file' },
    refusals: [404, 422],
  },
  'get /console/load': page('Where a plan is loaded, for operators'),
  'post /console/load': {
    summary: 'Shows what loading a plan would do, then loads it',
    answers: { 200: 'page', 303: 'nothing' },
    refusals: [403, 404, 409, 422],
  },
  'get /console/releases/{id}/journal': page('The journal of a release, for operators', [404]),
  'get /console/deliveries': page('Which alerts were sent, and whether they were taken'),
  'post /console/deliveries/resend': {
    summary: 'Sends an alert again that was refused or given up',
    answers: { 200: 'page', 303: 'nothing' },
    refusals: [403, 404, 409],
  },
  'get /console/flags': page('All feature flags, for operators'),
  'get /console/flags/{name}': page('One feature flag with its history, for operators', [404]),
  'post /console/flags/{name}': {
    summary: 'Tells an operator whether a flag is open for an account; changes nothing',
    answers: { 200: 'page' },
    refusals: [404, 422],
  },
  'post /console/flags/{name}/close': {
    summary: 'Closes a flag for everyone, which rolls back the release that owns it',
    answers: { 200: 'page', 303: 'nothing' },
    refusals: [202, 403, 404, 409],
  },
  'get /console/flags/{name}/undo/{entry}': page('What undoing a change of a flag would do', [404]),
  'post /console/flags/{name}/undo/{entry}': {
    summary: 'Undoes a change of a flag',
    answers: { 303: 'nothing' },
    refusals: [403, 404, 409],
  },
  'post /console/flags/{name}/remove': {
    summary: 'Takes a flag that no release needs anymore out of the flag engine',
    answers: { 303: 'nothing' },
    refusals: [403, 404, 409],
  },
  'get /console/live': {
    summary: 'A stream of events that say which release has moved on, for operators',
    answers: { 200: 'events' },
    refusals: [429],
  },
  'get /console/va-profile': page('How VA Profile does, for operators'),
  'get /console/remarks': page('What people said of the contacts page, for operators'),
  'get /console/remarks/export': {
    summary: 'The remarks as CSV, for operators',
    answers: { 200: 'file' },
  },
  'post /console/remarks/{id}/mark': {
    summary: 'Marks a remark as read, or as one that asks for a change',
    answers: { 303: 'nothing' },
  },
  'post /console/releases/{id}/steps/hold': {
    summary: 'Holds a release; never refused for its body',
    answers: { 200: 'page', 303: 'nothing' },
    refusals: [202, 404, 409],
  },
  'post /console/releases/{id}/steps/rollback': {
    summary: 'Rolls a release back',
    answers: { 200: 'page', 303: 'nothing' },
    refusals: [202, 404, 409],
  },
  'post /console/releases/{id}/steps/{step}': {
    summary: 'Takes a step of a release as a form asks for it',
    answers: { 200: 'page', 303: 'nothing' },
    refusals: [202, 403, 404, 409, 422],
  },
  'post /console/releases/{id}/try-out/{what}': {
    summary: 'Development only: has made-up Veterans come, or the page fail',
    marks: ['development-only'],
    answers: { 303: 'nothing' },
    refusals: [403, 404],
  },
  'post /console/try-out/example': {
    summary: 'Development only: loads the example plan',
    marks: ['development-only'],
    answers: { 303: 'nothing' },
    refusals: [403, 409],
  },
  'post /console/access/sessions/end': {
    summary: 'Ends all sessions of an account',
    marks: ['ends-sign-in'],
    answers: { 200: 'page', 303: 'nothing' },
    refusals: [404, 409, 422],
  },
  'post /console/access/tokens/{name}/revoke': {
    summary: 'Revokes a token',
    answers: { 200: 'page', 303: 'nothing' },
    refusals: [404, 409],
  },
};
