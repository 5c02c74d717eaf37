/** One thing that happens on a page of ours, as docs/events.md tells it. */
export type EventDefinition = {
  /** One plain sentence. */
  readonly meaning: string;
  /** Who notices it: the page’s script in the browser, the program that sends the page, or the intake, of a report. */
  readonly by: 'browser' | 'server' | 'intake';
  /** The one particular that tells alike events apart: its name on the wire, and what it may be. */
  readonly detail: {
    readonly name: string;
    readonly values: readonly string[] | 'fingerprint';
  } | null;
  /** A measured amount, counted in classes. */
  readonly value: ValueDefinition | null;
};

export type ValueDefinition = {
  readonly name: string;
  readonly unit: 'milliseconds' | 'thousandths';
  /** Upper ends of the classes in which it is counted; the last class has none. */
  readonly ends: readonly number[];
  /** More than this can’t have been measured. */
  readonly most: number;
};

const MINUTE_MS = 60_000;

/** How long people wait. The ends include the limits by which browsers’ makers call a value good or poor. */
const WAITING_ENDS = [50, 100, 200, 300, 500, 1_000, 1_500, 2_500, 4_000, 6_000, 10_000];
const STAY_ENDS = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000];
const SHIFT_ENDS = [10, 25, 50, 100, 150, 250, 500, 1_000];

const noDetail = { detail: null, value: null } as const;
const waiting = {
  name: 'ms',
  unit: 'milliseconds',
  ends: WAITING_ENDS,
  most: 60 * MINUTE_MS,
} as const;

/** Every event there is, by its name on the wire. A new one is added at the end: people are marked by position. */
export const EVENTS = {
  'page-view': {
    meaning: 'A page of the Profile was sent with what it is for, with or without JavaScript.',
    by: 'server',
    ...noDetail,
  },
  'page-shown': {
    meaning:
      'The page’s script began; says which class of device, and how many views had JavaScript.',
    by: 'browser',
    ...noDetail,
  },
  'section-seen': {
    meaning: 'A section of the page came into view, counted once in a view of the page.',
    by: 'browser',
    detail: {
      name: 'section',
      values: ['emergency-contacts', 'next-of-kin-contacts', 'how-to-update'],
    },
    value: null,
  },
  'help-read': {
    meaning: 'The help on how to update contacts stayed in view for five seconds.',
    by: 'browser',
    ...noDetail,
  },
  'phone-tapped': {
    meaning: 'A phone number was tapped: that of a help line, or of one of the person’s contacts.',
    by: 'browser',
    detail: { name: 'number', values: ['help-line', 'contact'] },
    value: null,
  },
  'language-changed': {
    meaning: 'The other language was chosen; says which one.',
    by: 'browser',
    detail: { name: 'to', values: ['en', 'es'] },
    value: null,
  },
  'browser-error': {
    meaning:
      'A script of the page failed. The fingerprint is made of the kind of error and its line and column, never of its message.',
    by: 'browser',
    detail: { name: 'fingerprint', values: 'fingerprint' },
    value: null,
  },
  printed: { meaning: 'The page was printed.', by: 'browser', ...noDetail },
  'web-vital': {
    meaning:
      'How soon the largest part of the page was painted (lcp), and how long the slowest reaction to the person took (inp).',
    by: 'browser',
    detail: { name: 'vital', values: ['lcp', 'inp'] },
    value: waiting,
  },
  'layout-shift': {
    meaning: 'How much the page moved under the person’s eyes: its cumulative layout shift.',
    by: 'browser',
    detail: null,
    value: { name: 'cls', unit: 'thousandths', ends: SHIFT_ENDS, most: 100_000 },
  },
  'page-left': {
    meaning: 'The page was left or hidden; says how long it had been in sight.',
    by: 'browser',
    detail: null,
    value: { name: 'ms', unit: 'milliseconds', ends: STAY_ENDS, most: 24 * 60 * MINUTE_MS },
  },
  'survey-shown': {
    meaning: 'The survey was shown below the contacts; counted once a person and stage run.',
    by: 'server',
    ...noDetail,
  },
  'survey-answered': {
    meaning: 'The survey was answered; counted once a person and stage run.',
    by: 'server',
    detail: { name: 'answer', values: ['helpful', 'not-helpful'] },
    value: null,
  },
  'view-with-section': {
    meaning: 'A report of a view had a section in it that came into view.',
    by: 'intake',
    ...noDetail,
  },
  'view-with-error': {
    meaning: 'A report of a view had an error of a script in it.',
    by: 'intake',
    ...noDetail,
  },
  visit: {
    meaning:
      'The contacts page was sent for the first time since the person signed in; counted once a sign-in and stage run.',
    by: 'server',
    ...noDetail,
  },
} as const satisfies Readonly<Record<string, EventDefinition>>;

export type EventName = keyof typeof EVENTS;

/** In the order in which people’s marks have a bit for each. */
export const EVENT_NAMES = Object.keys(EVENTS) as readonly EventName[];

/** Counted once a person and stage run, however often they are told. */
export const isCountedOnce = (name: EventName): boolean =>
  name === 'survey-shown' || name === 'survey-answered';

export const definitionOf = (name: EventName): EventDefinition => EVENTS[name];
