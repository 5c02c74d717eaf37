import type { AnswerName } from './answers.ts';
import { CONSOLE_OPERATIONS } from './console-operations.ts';
import { FLIPPER_OPERATIONS } from './flipper-operations.ts';
import { page, type Operation } from './operation.ts';

const json = (
  summary: string,
  answer: AnswerName,
  refusals: readonly number[] = [],
): Operation => ({ summary, answers: { 200: answer }, refusals });
const step = (summary: string): Operation => json(summary, 'StepTaken', [202, 403, 404, 409, 422]);
const inDevelopment = (operation: Operation): Operation => ({
  ...operation,
  marks: ['development-only'],
});

/** Every operation, by method and path. A test compares them with the routes as they are mounted. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  'get /': { summary: 'Leads to the Profile', answers: { 302: 'nothing' } },
  'get /healthz': json('Whether the process answers', 'Alive'),
  'get /readyz': {
    summary: 'Whether it can serve, or why not',
    answers: { 200: 'ReadyAnswer', 503: 'ReadyAnswer' },
  },
  'get /metrics': {
    summary: 'Metrics in the text format of Prometheus',
    answers: { 200: 'text' },
  },
  'get /openapi.json': json('This document', 'OpenApi'),
  'get /assets/{path}': {
    summary: 'Stylesheets, fonts and the script; also a part of one, or nothing new',
    answers: { 200: 'file', 206: 'file', 304: 'nothing' },
    refusals: [403, 404, 412, 416],
  },
  'get /sign-in': { summary: 'Leads to the identity provider', answers: { 302: 'nothing' } },
  'get /auth/callback': {
    summary: 'Where the identity provider leads back to',
    answers: { 302: 'nothing' },
    refusals: [502],
  },
  'post /sign-in/stay': {
    summary: 'Keeps the sign-in',
    answers: { 200: 'SignInEnd', 401: 'SignInEnd' },
  },
  'get /sign-out': page('Asks whether to sign out'),
  'post /sign-out': {
    summary: 'Signs out',
    marks: ['ends-sign-in'],
    answers: { 302: 'nothing', 303: 'nothing' },
    refusals: [403],
  },
  'get /profile': page('The Profile’s hub'),
  'get /profile/contacts': page('The contacts', [404]),
  'get /profile/contacts/survey': { summary: 'Leads to the contacts', answers: { 302: 'nothing' } },
  'post /profile/contacts/survey': {
    summary: 'Takes the form of the survey below the contacts',
    answers: { 303: 'nothing' },
    refusals: [422],
  },
  'get /profile/account-security': page('What keeps somebody from their Profile'),
  'get /profile/{path}': page('Nothing of the Profile', [404]),
  'get /v0/profile/contacts': json('The contacts of who is signed in', 'Contacts', [404, 502, 504]),
  'get /v0/profile/{path}': { summary: 'Nothing of the Profile', answers: {}, refusals: [404] },
  'post /v0/events': json(
    'Counts what a page of ours noticed, or one of another program, and says how many events it took',
    'EventsCounted',
    [404],
  ),
  'post /v0/feedback': {
    summary: 'Takes an answer to the survey of the contacts page, once a person and stage',
    answers: { 201: 'SurveyTaken' },
    refusals: [404, 409, 422],
  },
  'get /v0/feature_toggles': json('Which features are open for who asks', 'FeatureToggles'),
  ...CONSOLE_OPERATIONS,
  ...FLIPPER_OPERATIONS,
  'get /api/flags': json('All features, with their owners and what is stale', 'FeatureList'),
  'get /api/flags/{name}/check': json(
    'Whether a feature is ready to be released, and why',
    'FeatureCheck',
  ),
  'get /api/flags/{name}/history': json('What happened to a feature', 'FeatureHistory', [404]),
  'get /api/flags/history/{id}/undo': json(
    'What undoing a change of a feature would do',
    'UndoOutlook',
    [404],
  ),
  'post /api/flags/history/{id}/undo': json(
    'Undoes a change of a feature',
    'Undone',
    [403, 404, 409, 422],
  ),
  'post /ofrep/v1/evaluate/flags': {
    summary: 'All features for one actor, by OFREP',
    answers: { 200: 'OfrepEvaluations', 304: 'nothing' },
  },
  'options /ofrep/v1/{path}': {
    summary: 'Whether a page of another origin may ask OFREP',
    answers: { 204: 'nothing' },
    refusals: [403],
  },
  'post /ofrep/v1/evaluate/flags/{path}': json(
    'One feature for one actor, by OFREP',
    'OfrepEvaluation',
    [404],
  ),
  'get /ofrep/v1/events': { summary: 'Says when to ask again', answers: { 200: 'events' } },
  'get /api/release/plans': json('All releases, and where each stands', 'Releases'),
  'post /api/release/plans': json('Loads a plan, new or changed', 'ReleaseLoaded', [403, 409, 422]),
  'get /api/release/plans/{id}': json('Where a release stands', 'ReleaseNow', [404]),
  'get /api/release/plans/{id}/measurements': json(
    'What was measured of a release over time, with the feature and without it',
    'MeasuredRelease',
    [404],
  ),
  'get /api/release/plans/{id}/report': {
    summary: 'The plan with results and changelog',
    answers: { 200: 'markdown' },
    refusals: [404, 422],
  },
  'post /api/release/plans/{id}/steps/{step}': step(
    'Takes a step: start, go, no-go, pause, advance, resume or close',
  ),
  'post /api/release/plans/{id}/steps/rollback': step(
    'Takes the feature back from everybody; never refused for its body',
  ),
  'post /api/release/plans/{id}/steps/hold': step('Holds the release; never refused for its body'),
  'post /api/release/plans/{id}/testers': step('Adds a tester'),
  'delete /api/release/plans/{id}/testers': step('Removes a tester'),
  'post /api/release/plans/{id}/sessions': step('Plans a session of testers, or changes one'),
  'delete /api/release/plans/{id}/sessions': step('Cancels a session of testers'),
  'post /api/release/plans/{id}/tasks': step('Writes down how a participant did with a task'),
  'post /api/release/plans/{id}/bugs': step('Writes down a bug, or what became of it'),
  'post /api/release/plans/{id}/answers': step('Answers a question of the plan'),
  'post /api/release/plans/{id}/items': step('Answers an item of the go/no-go'),
  'post /api/release/plans/{id}/conditions': step('Closes a condition of the go'),
  'get /api/release/plans/{id}/go-no-go': {
    summary: 'The go/no-go as a Markdown document',
    answers: { 200: 'markdown' },
    refusals: [404],
  },
  'post /api/release/plans/{id}/calls': step('Enters the calls to the contact center on a day'),
  'post /api/release/plans/{id}/results': step('Enters what only people know of a stage'),
  'post /api/release/plans/{id}/check-ins': step('Answers or waives a check-in'),
  'get /api/release/deliveries': json(
    'Which alerts were sent, and whether they were taken',
    'DeliveryList',
  ),
  'post /api/release/deliveries/resend': json(
    'Sends an alert again that was refused or given up',
    'AlertResent',
    [403, 404, 409],
  ),
  'post /api/release/observations': {
    summary: 'Takes what another program observed',
    answers: { 202: 'ObservationsTaken', 400: 'ObservationsRefused' },
  },
  'get /api/feedback': json(
    'What people said of the contacts page: counts by stage, and remarks',
    'FeedbackList',
  ),
  'get /api/tokens': json('All tokens, without their secrets', 'TokenList'),
  'post /api/tokens': {
    summary: 'Makes a token, and shows its secret once',
    answers: { 201: 'CreatedToken' },
    refusals: [409],
  },
  'delete /api/tokens/{name}': {
    summary: 'Revokes a token',
    answers: { 204: 'nothing' },
    refusals: [404],
  },
  'get /api/development/clock': inDevelopment(json('What time it is for the program', 'ClockNow')),
  'post /api/development/clock': inDevelopment(json('Moves the program’s clock', 'ClockNow')),
  'post /api/development/stand-in/fault': inDevelopment(
    json('Makes the stand-in for VA Profile fail', 'Fault', [409]),
  ),
  'post /api/development/page-fault': inDevelopment(json('Makes the page fail', 'PageFault')),
  'get /api/development/traffic': inDevelopment(
    json('How many made-up Veterans there are', 'TrafficLimit'),
  ),
  'post /api/development/traffic': inDevelopment(
    json('Has made-up Veterans sign in and visit', 'Visits', [409]),
  ),
};
