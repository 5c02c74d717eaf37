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
  | 'counts'
  | 'yes-no'
  | 'identifier';

export type KnownName = (typeof TEMPLATE)[number]['name'];

const ROLLBACK = /^(define )?(the )?roll-?back( plan| process| criteria| strategy| procedure)?$/;

/** The fields of the VA.gov release plan template in the wordings of its generations, normalized. */
export const TEMPLATE = [
  { name: 'overview', kind: 'text', in: 'head', words: /^(overview|summary)$/ },

  {
    name: 'toggle name',
    kind: 'identifier',
    in: 'head',
    words: /^(feature )?(toggle|flag|flipper) names?$|^feature (toggle|flag)s?$/,
  },
  {
    name: 'toggle name',
    kind: 'identifier',
    in: 'toggles',
    words: /^(feature )?(toggle|flag|flipper)( name)?s?$/,
  },
  { name: 'toggle description', kind: 'text', in: 'toggles', words: /^description$/ },

  { name: 'rollback', kind: 'text', in: 'head', words: ROLLBACK },
  { name: 'rollback', kind: 'text', in: 'planning', words: ROLLBACK },

  {
    name: 'dates',
    kind: 'dates',
    in: 'planning',
    words: /^((desired|planned) )?(date range|dates?)( or test duration)?$|^test duration$/,
  },
  { name: 'testers', kind: 'count', in: 'planning', words: /^desired number of (unique )?users$/ },
  { name: 'recruiting', kind: 'text', in: 'planning', words: /^how you'll recruit\b[^?:]*$/ },
  { name: 'testing', kind: 'text', in: 'planning', words: /^how you'll conduct the testing$/ },
  {
    name: 'tester access',
    kind: 'text',
    in: 'planning',
    words: /^how you'll give the test users access\b[^?:]*$/,
  },

  { name: 'go/no-go', kind: 'link', in: 'planning', words: /^(launch )?go ?\/ ?no[- ]?go$/ },
  { name: 'launch ticket', kind: 'link', in: 'planning', words: /^(launch )?ticket$/ },
  {
    name: 'access',
    kind: 'text',
    in: 'planning',
    words: /^how (will you|you'll) make the product available in production\b[^?:]*$/,
  },
  {
    name: 'success criteria',
    kind: 'list',
    in: 'planning',
    words: /^what metrics-based criteria\b[^?:]*$|^success criteria$/,
  },
  {
    name: 'dashboards',
    kind: 'list',
    in: 'planning',
    words: /^links? to (the )?dashboard\b[^?:]*$/,
  },
  { name: 'monitors', kind: 'list', in: 'planning', words: /^who is monitoring\b[^?:]*$/ },

  {
    name: 'length',
    kind: 'duration',
    in: 'planning',
    words: /^length of time$|^time ?frame$|^duration$/,
  },
  {
    name: 'percentage',
    kind: 'percent',
    in: 'planning',
    words: /^percentage of (users|veterans)$|^(launch|roll-?out) ?%$|^% of (users|veterans)$/,
  },

  {
    name: 'users',
    kind: 'count',
    in: 'results',
    words: /^number of (unique )?users$|^unique users$/,
  },
  { name: 'bugs', kind: 'counts', in: 'results', words: /^number of bugs identified ?\/ ?fixed$/ },
  { name: 'metrics', kind: 'list', in: 'results', words: /^metrics at this stage$/ },
  {
    name: 'downstream',
    kind: 'yes-no',
    in: 'results',
    words: /^was any downstream service affected by the change$/,
  },
  {
    name: 'data easy to process',
    kind: 'yes-no',
    in: 'results',
    words: /^was the data submitted easy for va to process$/,
  },
  { name: 'errors', kind: 'list', in: 'results', words: /^types of errors logged$/ },
  {
    name: 'changes made',
    kind: 'yes-no',
    in: 'results',
    words: /^any (ux )?changes necessary\b[^?:]*$/,
  },
  {
    name: 'changes',
    kind: 'text',
    in: 'results',
    words: /^what (ux )?changes are necessar(il)?y\b[^?:]*$/,
  },
  { name: 'which changes', kind: 'list', in: 'results', words: /^if yes, what$/ },
  { name: 'kpi', kind: 'count', in: 'results', words: /^post-launch kpi \d actual$/ },
  {
    name: 'handling',
    kind: 'yes-no',
    in: 'results',
    words: /^any issues with va handling\/processing$/,
  },
  { name: 'actual dates', kind: 'dates', in: 'results', words: /^actual( dates?( range)?)?$/ },
] as const satisfies readonly {
  name: string;
  kind: FieldKind;
  in: Territory;
  words: RegExp;
}[];
