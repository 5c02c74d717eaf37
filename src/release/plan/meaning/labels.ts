/** Where in a plan a label may stand; the same words mean other things elsewhere. */
export type Territory = 'head' | 'toggles' | 'planning' | 'results';

/** What a field of the template asks for. */
export type FieldKind =
  'text' | 'list' | 'link' | 'dates' | 'duration' | 'percent' | 'count' | 'counts' | 'yes-no';

export type Known = { readonly name: KnownName; readonly kind: FieldKind };

export type KnownName = (typeof TEMPLATE)[number]['name'];

const ROLLBACK = /^(define )?(the )?rollback( plan| process| criteria)?$/;

/** The fields of the VA.gov release plan template in the wordings of its generations, normalized. */
const TEMPLATE = [
  { name: 'overview', kind: 'text', in: 'head', words: /^(overview|summary)$/ },

  {
    name: 'toggle name',
    kind: 'text',
    in: 'toggles',
    words: /^(feature )?(toggle|flag|flipper)( name)?s?$/,
  },
  { name: 'toggle description', kind: 'text', in: 'toggles', words: /^description$/ },

  {
    name: 'rollback',
    kind: 'text',
    in: 'head',
    words: ROLLBACK,
  },
  {
    name: 'rollback',
    kind: 'text',
    in: 'planning',
    words: ROLLBACK,
  },

  {
    name: 'dates',
    kind: 'dates',
    in: 'planning',
    words: /^desired date range( or test duration)?$|^date range or test duration$/,
  },
  { name: 'testers', kind: 'count', in: 'planning', words: /^desired number of users$/ },
  { name: 'recruiting', kind: 'text', in: 'planning', words: /^how you'll recruit\b[^?:]*$/ },
  { name: 'testing', kind: 'text', in: 'planning', words: /^how you'll conduct the testing$/ },
  {
    name: 'tester access',
    kind: 'text',
    in: 'planning',
    words: /^how you'll give the test users access\b[^?:]*$/,
  },

  { name: 'go/no-go', kind: 'link', in: 'planning', words: /^(launch )?go ?\/ ?no[- ]?go$/ },
  { name: 'launch ticket', kind: 'link', in: 'planning', words: /^launch ticket$/ },
  {
    name: 'access',
    kind: 'text',
    in: 'planning',
    words: /^how will you make the product available in production\b[^?:]*$/,
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

  { name: 'length', kind: 'duration', in: 'planning', words: /^length of time$/ },
  { name: 'percentage', kind: 'percent', in: 'planning', words: /^percentage of users$/ },

  { name: 'users', kind: 'count', in: 'results', words: /^number of (unique )?users$/ },
  { name: 'bugs', kind: 'counts', in: 'results', words: /^number of bugs identified ?\/ ?fixed$/ },
  { name: 'metrics', kind: 'list', in: 'results', words: /^metrics at this stage$/ },
  {
    name: 'downstream',
    kind: 'yes-no',
    in: 'results',
    words: /^was any downstream service affected by the change$/,
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
] as const satisfies readonly {
  name: string;
  kind: FieldKind;
  in: Territory;
  words: RegExp;
}[];

/** The template's field of these words, wherever they differ only in case, punctuation or an aside. */
export function knownLabel(words: string, territory: Territory): Known | null {
  const plain = normalized(words);
  const entry = TEMPLATE.find((known) => known.in === territory && known.words.test(plain));
  return entry ? { name: entry.name, kind: entry.kind } : null;
}

/** Lower case, straight quotes, plain dashes and spaces; no markup, no asides in parentheses, no `:` or `?` at the end. */
export function normalized(words: string): string {
  return words
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/[*_`]/g, '')
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/[\s:?]+$/, '')
    .trimStart();
}
