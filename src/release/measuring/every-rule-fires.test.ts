import { describe, expect, test } from 'vitest';

import {
  closedVisit,
  DEPENDENCY_FAILED,
  goodVisit,
  OUR_FAULT,
  people,
} from '../../../test/world/people.ts';
import { CANARY_PLAN, GO, journalOf, LOADED, MONDAY_TEN } from '../../../test/world/releases.ts';
import { release, STAGE_A } from '../../../test/world/releases.ts';
import { HOUR_MS } from '../../lib/duration.ts';
import { pagesSeen } from '../../../test/world/pages.ts';
import { LIBRARY, MEASURE_LIST, readCriterion, whyUnmeasured } from '../../criteria/index.ts';
import { lintPlan } from '../../lint/index.ts';
import { readPlan, releasePlan } from '../../plan/index.ts';
import { rulesOf, unreadableRules } from '../decisions/rules.ts';
import { assess, assessWithCriteria } from './assess.ts';
import { batchOf } from './batch.ts';
import { seenSince } from '../../../test/world/seen-since.ts';
import { createMemoryMeasurements } from '../../../test/world/in-memory/memory-measurements.ts';
import { FROM_THE_START } from './kept/measurements.ts';
import type { SurfaceAnswer } from './observation.ts';
import { RunWatch } from './run-watch.ts';
import { snapshotOf } from './snapshot.ts';

const minutesAfterTen = (minutes: number) => new Date(MONDAY_TEN.getTime() + minutes * 60_000);
const SEEN = { toggle: 'canary', at: minutesAfterTen(30) };
const ENTRIES = journalOf(LOADED, GO, STAGE_A);
const HEARD = { silentMs: { open: 0, closed: 0 }, opening: 0, refused: 0 };

/** What is known after these answers, by a plan with this rollback rule. */
async function knownBy(rule: string, answers: readonly SurfaceAnswer[], minutes = 40) {
  const plan = { ...CANARY_PLAN, rollback: [{ text: rule, code: rule, line: 1 }] };
  const followed = release({ entries: ENTRIES, plan });
  const now = minutesAfterTen(minutes);
  const kept = createMemoryMeasurements(() => now.getTime());
  const observed = { observations: answers, release: followed, instance: 'one', closed: null };
  await kept.add('canary', batchOf({ ...observed, pseudonym: (person) => person }));
  const { events, answerCounts } = await seenSince(kept, 'canary', FROM_THE_START);
  const watch = RunWatch.begin(plan, 1);
  watch.follow(followed);
  for (const event of events) watch.note(event);
  for (const counted of answerCounts) watch.noteAnswers(counted, now);
  return snapshotOf(
    { release: followed, rules: rulesOf(plan), watch, now, confounders: [], pages: BAD_PAGES },
    HEARD,
  );
}

const FAST = { ...SEEN, durationMs: 40 };

/** With the feature half of people meet what is bad, each in a way of their own; without it a few do. */
const BAD_WORLD: readonly SurfaceAnswer[] = [
  ...people('failed', 20).map((person) => goodVisit(person, { ...SEEN, ...OUR_FAULT })),
  ...people('slow', 20).map((person) => goodVisit(person, { ...SEEN, durationMs: 4_000 })),
  ...people('unserved', 20).map((person) => goodVisit(person, { ...SEEN, ...DEPENDENCY_FAILED })),
  ...people('empty', 20).map((person) => goodVisit(person, { ...SEEN, hasContent: false })),
  ...people('refused', 20).map((person) =>
    goodVisit(person, { ...SEEN, status: 401, cause: 'client', hasContent: null }),
  ),
  ...people('good', 20).map((person) => goodVisit(person, SEEN)),
  ...people('without', 50).map((person) => closedVisit(person, { ...SEEN, durationMs: 40 })),
  ...people('without', 2).map((person) => closedVisit(person, { ...FAST, ...OUR_FAULT })),
  ...people('without', 2).map((person) => closedVisit(person, { ...FAST, ...DEPENDENCY_FAILED })),
  ...people('without', 2).map((person) =>
    closedVisit(person, { ...FAST, status: 401, cause: 'client' }),
  ),
];

const SLOW = { counts: [20, 20, 20, 20, 20], ends: [50, 1_000, 2_000, 4_000] };
const WITH_FEATURE = pagesSeen({
  visits: 95,
  views: 100,
  scripted: 90,
  sections: 40,
  viewsWithSection: 40,
  helpReads: 20,
  phoneTaps: 20,
  errors: 30,
  viewsWithError: 20,
  surveyShown: 80,
  surveyAnswers: new Map([
    ['helpful', 10],
    ['not-helpful', 10],
  ]),
  largestPaint: SLOW,
  slowestReaction: SLOW,
  layoutShift: { counts: [20, 20, 20], ends: [50, 250] },
  stay: SLOW,
  people: { viewed: 90, sawSection: 40, readHelp: 20, metError: 20 },
});
const WITHOUT = pagesSeen({ views: 100, scripted: 100, errors: 3, viewsWithError: 3 });
/** The same in every window. */
const BAD_PAGES = [null, 1, 24, 1.5, 1 / 40].map((hours) => ({
  windowMs: hours === null ? null : hours * HOUR_MS,
  open: WITH_FEATURE,
  closed: { ...WITHOUT, people: null },
}));

const LIMITS = {
  share: ['> 1%', '< 99%'],
  ratio: ['> 1%', '< 10,000%'],
  count: ['> 3', '< 1,000'],
  duration: ['> 100 ms', '< 5 seconds'],
  score: ['> 0.01', '< 0.9'],
} as const;
const WINDOWS = ['', 'in this stage', 'over 1 hour', 'over 1 day', 'over 90 minutes', 'over 90 s'];
const FILTERS = {
  endpoint: ['on /letters'],
  status: ['with status 5xx', 'with status 401', 'without status 401'],
  cause: ['caused by us', 'caused by the client', 'caused by VA Profile'],
  slower: ['slower than 2 seconds', 'slower than 7 seconds'],
  option: [],
} as const;
const SAMPLES = ['people', 'requests', 'visits'].map((unit) => `over 1 hour, at least 2 ${unit}`);

const COUNTS = MEASURE_LIST.filter(({ kind }) => kind === 'count').map(({ name }) => name);
const RATIOS = COUNTS.flatMap((one) =>
  COUNTS.filter((other) => other !== one).map((other) => `ratio of ${one} to ${other}`),
);

/** Every form of a rule: measure, filter, limit, denominator, window and sample, one of each. */
function formsOf({ name, kind, filters, denominators, closedCohort, better }: Measured) {
  const subject = name === 'share choosing' ? `${name} “helpful”` : name;
  const named = kind === 'duration' ? [`${subject} p95`, `${subject} average`] : [subject];
  const subjects = named.flatMap((one) => [
    one,
    ...filters.flatMap((filter) => FILTERS[filter].map((narrowed) => `${one} ${narrowed}`)),
  ]);
  const [above, below] = LIMITS[kind];
  const against =
    better === 'higher' ? '< 90% of the closed cohort' : '> 120% of the closed cohort';
  const limits = [better === 'higher' ? below : above, ...(closedCohort ? [against] : [])];
  const units = ['', ...denominators.map((unit) => `of ${unit}`)];
  return subjects.flatMap((one) =>
    limits.flatMap((limit) =>
      units.flatMap((unit) =>
        (unit === '' ? [...WINDOWS, ...SAMPLES] : ['', 'over 1 hour']).map((rest) =>
          [one, limit, unit, rest].join(' ').trim(),
        ),
      ),
    ),
  );
}

type Measured = (typeof MEASURE_LIST)[number];

const RATIO_FORMS = RATIOS.flatMap((ratio) =>
  WINDOWS.map((window) => `${ratio} > 0.1% ${window}`.trim()),
);

/** The same world has both: what is too few to be above a limit is below it. */
const NEVER_BOTH: Readonly<Record<string, string>> = {
  'business days': 'business days < 1,000',
};

describe('every rule', () => {
  test.each(MEASURE_LIST.map((measure) => [measure.name, measure] as const))(
    'about %s fires where it should, or is refused with what to write',
    async (name, measure) => {
      const snapshot = await knownBy('errors > 3', BAD_WORLD);
      const forms = formsOf(measure).map((rule) =>
        NEVER_BOTH[name] ? rule.replace(`${name} < 1,000`, NEVER_BOTH[name]) : rule,
      );
      expect(silentIn(forms, snapshot)).toEqual([]);
    },
  );

  test('about a ratio of two counts does so too', async () => {
    const snapshot = await knownBy('errors > 3', BAD_WORLD);
    expect(silentIn(RATIO_FORMS, snapshot)).toEqual([]);
  });

  test('of the library is measured, or says that it is awaited', () => {
    for (const { code } of LIBRARY) expect(readCriterion(code).ok).toBe(true);
  });
});

/** Rules that can be read and neither fire nor are refused. */
function silentIn(forms: readonly string[], snapshot: Awaited<ReturnType<typeof knownBy>>) {
  return forms.filter((rule) => {
    const read = readCriterion(rule);
    if (!read.ok || whyUnmeasured(read.value) !== null) return false;
    const rules = rulesOf({ criteria: [], rollback: [{ text: rule, code: rule, line: 1 }] });
    return assess({ ...snapshot, rules }).brokenRules.length === 0;
  });
}

describe('a rule that can’t be measured as it is written', () => {
  const planWith = (code: string) =>
    readPlan(
      `# Plan\n\n## Feature toggle\n\n- Toggle name: \`canary\`\n\n## Phase II: rollout\n\n### Rollback plan\n\n- Bad: \`${code}\`\n\n### Stage A: 10%\n\n- Length of time: 2 days\n`,
    );

  test.each([
    ['error rate > 5% of visits over 1 hour', 'Write “of requests”'],
    ['failed visit rate > 5% of visits', 'Write “of people”'],
    ['failed visits on /letters > 3', 'Write “error rate”'],
    ['failed visits > 3 over 90 minutes', 'Write “over 2 hours”'],
    ['errors > 3 over 30 seconds', 'Write “over 1 minutes”'],
    ['slow requests slower than 7 seconds > 5%', 'Write “slower than 5000 ms”'],
    ['response time p95 > 12 seconds', 'Write a limit of at most 5 seconds'],
    ['error rate > 100%', 'That can never be'],
    ['people < 0', 'That can never be'],
    ['error rate > 5%, at least 20 visits', 'Write “at least 20 requests”'],
    ['complaints > 3 over 7 days', 'Have a person look'],
  ])('is refused by lint and when it is loaded: %s', (code, instead) => {
    const read = readCriterion(code);
    const why = read.ok ? whyUnmeasured(read.value) : null;
    expect(why).toContain(instead);
    const plan = planWith(code);
    const context = {
      plan,
      usersPerDay: null,
      baseline: null,
      against: [],
      server: null,
      now: null,
    };
    const finding = lintPlan(context).findings.find(({ rule }) => rule === 'not-measured-yet');
    expect(finding).toMatchObject({ severity: 'error' });
    expect(finding?.message).toContain(why);
    const ready = releasePlan(plan);
    if (!ready.ok) throw new Error('the plan can’t be read');
    expect(unreadableRules(ready.value).map(({ sentence }) => sentence)).toEqual([
      finding?.message,
    ]);
  });
});

describe('the share of traffic', () => {
  test('is that of people with the feature among all, and holds beside the flag’s share', async () => {
    const answers = [
      ...people('ada', 20).map((person) => goodVisit(person, SEEN)),
      ...people('bo', 80).map((person) => closedVisit(person, SEEN)),
    ];
    const rule = 'traffic share within 3 points of the flag share, at least 100 requests';
    const [broken] = assess(await knownBy(rule, answers)).brokenRules;
    expect(broken?.sentence).toContain('20% (20 of 100 requests), against the flag share’s 20%');
    const off = [...answers, ...people('eve', 5).map((person) => goodVisit(person, SEEN))];
    expect(assess(await knownBy(rule, off)).brokenRules).toEqual([]);
  });
});

describe('people by the hour', () => {
  const rule = 'failed visits > 5 over 1 hour';
  const failing = (person: string, minutes: number) =>
    goodVisit(person, { ...SEEN, at: minutesAfterTen(minutes), ...OUR_FAULT });

  test('count once, however often they come', async () => {
    const five = people('ada', 5).flatMap((person) => [failing(person, 30), failing(person, 70)]);
    expect(assess(await knownBy(rule, five, 80)).brokenRules).toEqual([]);
    const six = [...five, failing('bo', 75)];
    expect(assess(await knownBy(rule, six, 80)).brokenRules).toHaveLength(1);
  });

  test('are forgotten when their hour is over', async () => {
    const six = people('ada', 6).map((person) => failing(person, 30));
    expect(assess(await knownBy(rule, six, 70)).brokenRules).toHaveLength(1);
    expect(assess(await knownBy(rule, six, 200)).brokenRules).toEqual([]);
  });
});

describe('what was not measured', () => {
  test('holds a release once a rule has been without figures for longer than its window', async () => {
    const rule = 'failed visit rate > 120% of the closed cohort over 1 hour';
    const open = people('ada', 30).map((person) => goodVisit(person, SEEN));
    const atAll = async (minutes: number) => {
      const snapshot = await knownBy(rule, open, minutes);
      return assess({ ...snapshot, share: 1 }).unmeasuredRules;
    };
    expect(await atAll(40)).toEqual([]);
    expect(await atAll(90)).toEqual([expect.stringContaining('the feature is closed for no one')]);
  });

  test('is not passed where not one answer was good', async () => {
    const refused = { status: 401, cause: 'client', hasContent: null } as const;
    const answers = people('ada', 30).map((person) => goodVisit(person, { ...SEEN, ...refused }));
    const { unmetCriteria } = assessWithCriteria(await knownBy('errors > 3', answers));
    expect(unmetCriteria).toEqual([
      expect.stringContaining('None of the 30 answers of this stage was good') as string,
    ]);
    const one = [...answers, goodVisit('bo', SEEN)];
    expect(assessWithCriteria(await knownBy('errors > 3', one)).unmetCriteria).toEqual([]);
  });
});
