/** The codes with which an API says no, by the status of the answer. */
export type CodesByStatus = Readonly<Record<number, readonly (string | number)[]>>;

/** What any API may answer. docs/errors.md says what each code means, and a test compares. */
export const OF_EVERY_API: CodesByStatus = {
  400: ['invalid-request'],
  401: ['token-refused'],
  403: ['token-out-of-scope', 'sent-by-page', 'origin-not-allowed'],
  404: ['no-such-path'],
  408: ['too-slow', 'invalid-request'],
  413: ['invalid-request'],
  414: ['invalid-request'],
  415: ['invalid-request'],
  429: ['too-many-requests'],
  500: ['internal-error'],
  503: [
    ...['busy', 'token-unconfirmed', 'outcome-unknown'],
    ...['database-unreachable', 'database-read-only', 'database-full'],
  ],
};

export const OF_RELEASES: CodesByStatus = {
  202: ['not-yet-recorded'],
  400: [
    'not-a-plan-id',
    'not-an-email',
    'not-a-key',
    'not-a-link',
    'not-a-reference',
    'not-a-time',
    'unknown-role',
    'nothing-counted',
  ],
  403: ['not-allowed'],
  404: ['no-such-release', 'no-such-step', 'no-such-alert'],
  409: [
    'plan-contradicts-journal',
    'toggle-open',
    'toggle-taken',
    'not-started',
    'no-testing-phase',
    'already-rolling-out',
    'go-needed',
    'signed-already',
    'go-ends',
    'no-such-stage',
    'new-go-needed',
    'newer-entry',
    'not-yet',
    'first-stage',
    'on-hold',
    'reason-needed',
    'last-stage',
    'nothing-to-hold',
    'no-such-tester',
    'no-such-session',
    'no-such-participant',
    'no-such-task',
    'no-such-bug',
    'not-a-participant',
    'participant-taken',
    'not-a-ticket',
    'session-incomplete',
    'session-time',
    'session-over',
    'tasks-recorded',
    'bug-incomplete',
    'personal-data',
    'too-many',
    'testers-not-seen',
    'answered-no',
    'questions-open',
    'not-your-question',
    'no-such-question',
    'nothing-asked',
    'items-open',
    'item-not-good',
    'no-such-item',
    'not-your-item',
    'stage-needed',
    'condition-unreadable',
    'condition-stands',
    'conditions-open',
    'no-such-condition',
    'not-your-condition',
    'paused',
    'go-void',
    'not-due',
    'not-a-day',
    'not-a-count',
    'no-such-result',
    'check-ins-open',
    'flag-left',
    'flag-asked',
    'removal-unsaid',
    'still-open',
    'closed',
    'moved-on',
    'another-stage',
    'stage-not-named',
    'another-hold',
    ...['alert-waiting', 'alert-not-taken', 'no-alerts-sent'],
  ],
  422: ['plan-not-ready', 'plan-unreadable', 'key-reused'],
};

export const OF_TOKENS: CodesByStatus = {
  400: ['not-a-token-name', 'unknown-scope', 'unknown-role'],
  404: ['no-such-token'],
  409: ['token-name-taken', 'too-many-tokens'],
};

/** Flipper’s numbers, and what it does not know. */
export const OF_FLIPPER: CodesByStatus = {
  202: ['not-yet-recorded'],
  400: ['unknown-role'],
  403: ['not-allowed'],
  404: [1, 2],
  405: ['no-such-verb'],
  409: ['owned-by-release', 'still-asked'],
  422: [3, 4, 5, 6, 7, 'text-not-storable', 'reason-needed'],
};

export const OF_FLAGS: CodesByStatus = {
  400: ['unknown-role'],
  403: ['not-allowed'],
  404: ['no-such-feature', 'no-such-entry'],
  409: ['changed-since', 'owned-by-release'],
  422: ['reason-needed'],
};

export const OF_DEVELOPMENT: CodesByStatus = {
  400: ['too-many-veterans', 'unknown-role'],
  409: ['no-stand-in'],
};

export const OF_OFREP: CodesByStatus = {
  400: ['PARSE_ERROR', 'INVALID_CONTEXT', 'TARGETING_KEY_MISSING'],
  404: ['FLAG_NOT_FOUND'],
};

export const OF_EVENTS: CodesByStatus = {
  400: ['events-invalid', 'share-not-in-force', 'unknown-role'],
  401: ['401'],
  404: ['no-such-feature'],
  503: ['events-busy'],
};

export const OF_SURVEY: CodesByStatus = {
  401: ['401'],
  403: ['from-another-site'],
  404: ['411'],
  409: ['answered-before', 'survey-closed'],
  422: ['remark-personal', 'remark-too-long'],
};

export const OF_FEEDBACK: CodesByStatus = {
  400: ['no-such-state', 'unknown-role'],
};
