/** Where in a plan a label may stand; the same words mean other things elsewhere. */
export type Territory = 'head' | 'toggles' | 'planning' | 'results';

/** What a field of the template asks for. */
export type FieldKind =
  | 'text'
  | 'list'
  | 'link'
  | 'dates'
  | 'duration'
  | 'percent'
  | 'count'
  | 'count-or-words'
  | 'counts'
  | 'yes-no'
  | 'identifier';

export type KnownName = (typeof TEMPLATE)[number]['name'];

/** The sections of a new plan and of its results, each with fields of its own. */
export type TemplateSection =
  | 'planning of testing'
  | 'planning of rollout'
  | 'planning of stage'
  | 'testing'
  | 'stage'
  | 'one-week'
  | 'one-month';

type RowShape = {
  readonly name: string;
  readonly kind: FieldKind;
  readonly part: Territory;
  /** The wordings of all generations, normalized. */
  readonly pattern: RegExp;
  /** As the template words it today, by section; in the order of the table. */
  readonly label?: Readonly<Partial<Record<TemplateSection, string | readonly string[]>>>;
  /** What an answer to it looks like. */
  readonly example?: string;
  /** What the template leaves there to be filled in; `[FILL_IN]` where it says nothing else. */
  readonly open?: string;
  /** What the template itself says behind the marker. */
  readonly hint?: RegExp;
  /** What the template itself says in parentheses, brackets or emphasis, as part of a pattern. */
  readonly aside?: string;
  /** Sentences with which the template explains the field, normalized. */
  readonly says?: readonly string[];
};

export const FILL_IN = '[FILL_IN]';
const PICK_ONE = '[PICK_ONE]: yes | no | N/A';
const BASED_ON = 'based on the logs, feedback on user challenges, or VA challenges?';
const UNIQUE_USERS = 'Number of unique users:';
const KPIS = [1, 2, 3].map((kpi) => `Post-launch KPI ${kpi} actual:`);

const ROLLBACK = {
  name: 'rollback',
  kind: 'text',
  example: 'the toggle is switched off when `error rate > 5% of requests over 1 hour`',
  pattern: /^(define )?(the )?roll-?back( plan| process| criteria| strategy| procedure)?$/,
  hint: /^create your rollback plan$/,
  says: [
    'even though your feature has been tested and ready, production is still a different environment than staging',
    "you'll need to create a rollback plan if things go wrong",
    'usually, this is as simple as a feature toggle flip',
    'usually this is as simple as a feature toggle flip',
    'be as specific as possible',
  ],
} as const;

const LIST_OF_KPIS =
  /^(?:a )?list(?: of| that includes)?(?: (?:your )?(?:kpis?|metrics)\b.*)?$|^of$|^kpis?$|^(?:metric|criteri)(?:s|on|a)?$/;

/** The one table of the VA.gov release plan template: what is recognized, what is written, what is left open. */
const TEMPLATE = [
  { name: 'overview', kind: 'text', part: 'head', pattern: /^(overview|summary)$/ },

  {
    name: 'toggle name',
    kind: 'identifier',
    example: '`my_feature`',
    part: 'head',
    pattern: /^(feature )?(toggle|flag|flipper) names?$|^feature (toggle|flag)s?$/,
  },
  {
    name: 'toggle name',
    kind: 'identifier',
    part: 'toggles',
    pattern: /^(feature )?(toggle|flag|flipper)( name)?s?$/,
  },
  {
    name: 'toggle description',
    kind: 'text',
    example: 'opens the page and its API',
    part: 'toggles',
    pattern: /^description$/,
  },

  { ...ROLLBACK, part: 'head' },
  { ...ROLLBACK, part: 'planning' },

  {
    name: 'go/no-go',
    kind: 'link',
    example: '[Launch readiness checklist](https://…), signed by the product manager',
    part: 'planning',
    pattern: /^(launch )?go ?\/ ?no[- ]?go$/,
    label: { 'planning of rollout': 'Launch go/no-go:' },
    aside: String.raw`\(\s*ready\s*/\s*not ready\s*\)`,
  },
  {
    name: 'dates',
    kind: 'dates',
    example: 'two weeks from the first go',
    part: 'planning',
    pattern: /^((desired|planned) )?(date range|dates?)( or test duration)?$|^test duration$/,
    label: {
      'planning of testing': 'Desired date range or test duration:',
      'planning of rollout': 'Desired date range:',
    },
  },
  {
    name: 'testers',
    kind: 'count',
    example: '5',
    part: 'planning',
    pattern: /^desired number of (unique )?users$/,
    label: { 'planning of testing': 'Desired number of users:' },
  },
  {
    name: 'recruiting',
    kind: 'text',
    example: 'by asking in our own chat channels',
    part: 'planning',
    pattern: /^how you'll recruit\b[^?:]*$/,
    label: { 'planning of testing': "How you'll recruit the right production test users:" },
  },
  {
    name: 'testing',
    kind: 'text',
    example: 'in a video call with screen sharing',
    part: 'planning',
    pattern: /^how you'll conduct the testing$/,
    label: { 'planning of testing': "How you'll conduct the testing:" },
  },
  {
    name: 'tester access',
    kind: 'text',
    example: 'by adding the tester’s account to the toggle',
    part: 'planning',
    pattern: /^how you'll give the test users access\b[^?:]*$/,
    label: {
      'planning of testing':
        "How you'll give the test users access to the product in production w/o making it live on VA.gov:",
    },
  },
  {
    name: 'launch ticket',
    kind: 'link',
    example: 'N/A, the journal of the release is its record',
    part: 'planning',
    pattern: /^(launch )?ticket$/,
    label: { 'planning of rollout': 'Launch ticket:' },
  },
  {
    name: 'access',
    kind: 'text',
    example: 'the toggle is opened to a share of Veterans',
    part: 'planning',
    pattern: /^how (will you|you'll) make the product available in production\b[^?:]*$/,
    label: {
      'planning of rollout':
        'How will you make the product available in production while limiting the number of users who can find/access it:',
    },
  },
  {
    name: 'dashboards',
    kind: 'list',
    example: '[Dashboard](https://…)',
    part: 'planning',
    pattern: /^links? to (the )?dashboard\b[^?:]*$/,
    hint: /^with links? to .*$/,
  },
  {
    name: 'monitors',
    kind: 'list',
    example: 'the product manager and the engineer on call',
    part: 'planning',
    pattern: /^who is monitoring\b[^?:]*$/,
    label: { 'planning of rollout': 'Who is monitoring the dashboard(s)?:' },
  },
  {
    name: 'success criteria',
    kind: 'list',
    example: '`error rate < 1% of requests over 1 day, at least 200 requests`',
    part: 'planning',
    pattern:
      /^what metrics-based criteria\b[^?:]*$|^("?success"?|advancement|advance|exit) criteria( for [a-z ]{1,40})?$/,
    hint: LIST_OF_KPIS,
    aside: String.raw`\\?\[\s*use your KPIs [^\[\]]*\]`,
  },

  {
    name: 'length',
    kind: 'duration',
    example: '2 days',
    part: 'planning',
    pattern: /^length of time$|^time ?frame$|^duration$/,
    label: { 'planning of stage': 'Length of time:' },
    aside: String.raw`\(\s*[*_]*\s*(?:minimum|min\b)[^()]*\)|\*minimum[^*\r\n]*\*`,
  },
  {
    name: 'percentage',
    kind: 'percent',
    example: '5% (at least 500 people)',
    part: 'planning',
    pattern:
      /^percentage of (users|veterans)$|^(launch|roll-?out) ?%$|^% of (users|veterans)$|^audience$/,
    label: {
      'planning of stage':
        'Percentage of Users (and roughly how many users do you expect this to be):',
    },
    aside: String.raw`\(\s*[*_]*\s*(?:recommend|optional)[^()]*\)|\*recommend[^*\r\n]*\*`,
  },

  {
    name: 'users',
    kind: 'count',
    example: '512',
    part: 'results',
    pattern: /^number of (unique )?users$|^unique users$/,
    label: {
      testing: 'Number of users:',
      stage: UNIQUE_USERS,
      'one-week': UNIQUE_USERS,
      'one-month': UNIQUE_USERS,
    },
  },
  {
    name: 'bugs',
    kind: 'counts',
    example: '2/2',
    part: 'results',
    pattern: /^number of bugs identified ?\/ ?fixed$/,
    label: { testing: 'Number of bugs identified / fixed:' },
    open: `${FILL_IN}/${FILL_IN}`,
    hint: /^tickets? of (?:bugs|changes)\b.*$/,
  },
  {
    name: 'metrics',
    kind: 'list',
    example: 'error rate 0.4% (2 of 512 requests)',
    part: 'results',
    pattern: /^metrics at this stage$|^actual results$/,
    label: { stage: 'Metrics at this stage (per your "success criteria"):' },
    hint: LIST_OF_KPIS,
  },
  {
    name: 'kpi',
    kind: 'count-or-words',
    example: '512 people',
    part: 'results',
    pattern: /^post-launch kpi \d actual$/,
    label: { 'one-week': KPIS, 'one-month': KPIS },
  },
  {
    name: 'handling',
    kind: 'yes-no',
    example: 'no',
    part: 'results',
    pattern: /^any issues with va handling\/processing$/,
    label: {
      'one-week': 'Any issues with VA handling/processing?',
      'one-month': 'Any issues with VA handling/processing?',
    },
    open: PICK_ONE,
  },
  {
    name: 'downstream',
    kind: 'yes-no',
    example: 'no',
    part: 'results',
    pattern: /^was any downstream service affected by the change$/,
    label: {
      testing: 'Was any downstream service affected by the change?',
      stage: 'Was any downstream service affected by the change?',
    },
    open: PICK_ONE,
  },
  {
    name: 'data easy to process',
    kind: 'yes-no',
    part: 'results',
    pattern: /^was the data submitted easy for va to process$/,
  },
  {
    name: 'errors',
    kind: 'list',
    example: 'none',
    part: 'results',
    pattern: /^types of errors logged$/,
    label: {
      testing: 'Types of errors logged:',
      stage: 'Types of errors logged:',
      'one-week': 'Types of errors logged:',
      'one-month': 'Types of errors logged:',
    },
    hint: /^(?:a )?list$/,
  },
  {
    name: 'changes made',
    kind: 'yes-no',
    example: 'no',
    part: 'results',
    pattern: /^any (ux )?changes necessary\b[^?:]*$/,
    label: {
      testing: `Any changes necessary ${BASED_ON}`,
      'one-week': `Any changes necessary ${BASED_ON}`,
      'one-month': `Any UX changes necessary ${BASED_ON}`,
    },
    open: PICK_ONE,
  },
  {
    name: 'changes',
    kind: 'text',
    example: 'none',
    part: 'results',
    pattern: /^what (ux )?changes are necessar(il)?y\b[^?:]*$/,
    label: { stage: `What changes (if any) are necessary ${BASED_ON}` },
  },
  {
    name: 'which changes',
    kind: 'list',
    example: 'none',
    part: 'results',
    pattern: /^if yes, what$/,
    label: { testing: 'If yes, what:', 'one-week': 'If yes, what:', 'one-month': 'If yes, what:' },
    hint: /^(?:with )?ticket numbers?$/,
    // The first template goes on behind the last field of a phase.
    says: [
      'more phases',
      'sure',
      'if it makes sense for your product',
      'plan them out with the same structure as above',
    ],
  },
  {
    name: 'actual dates',
    kind: 'dates',
    part: 'results',
    pattern: /^actual( dates?( range)?)?$/,
  },
] as const satisfies readonly RowShape[];

export type TemplateRow = RowShape & { readonly name: KnownName };

export const ROWS: readonly TemplateRow[] = TEMPLATE;

/** What an answer to a field looks like; null where the template has no such field. */
export function exampleFor(name: KnownName): string | null {
  return ROWS.find((row) => row.name === name && row.example !== undefined)?.example ?? null;
}
