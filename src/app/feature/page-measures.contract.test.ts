import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { goodVisit, heartbeatsOf, people } from '../../../test/world/people.ts';
import { ADVANCE, GO, loaded, START } from '../../../test/world/release-on-database.ts';
import {
  analyticsMigrations,
  createSqlPageStore,
  pageFigures,
  type PageEvent,
} from '../../analytics/index.ts';
import { flagMigrations } from '../../flags/index.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../lib/duration.ts';
import { migrate } from '../../lib/database/index.ts';
import { releaseMigrations } from '../../release/index.ts';
import { pageMeasures } from './page-measures.ts';

type Sent = Parameters<ReturnType<typeof createSqlPageStore>['add']>[0][number];
type Report = Sent['reports'][number];
type Told = string | readonly [name: string, detail: string, valueClass?: number];

const event = (told: Told): PageEvent => {
  const [name, detail = '', valueClass = null] = typeof told === 'string' ? [told] : told;
  return { name, detail, valueClass } as PageEvent;
};

/** Of the days, which nobody here looks at. */
const NOT_ASKED = { spans: [], lastCounted: null, now: new Date('2024-04-08T14:00:00Z') };

describeOnBothDatabases('criteria about pages', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations, ...analyticsMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  /** Stage A of a release with these criteria; five people had its feature shown, unless nobody came. */
  async function stageWith(toggle: string, criteria: readonly string[], came = 5) {
    const bullets = criteria.map((code) => `- Asked: \`${code}\`\n`).join('');
    const stage = await loaded(open(), toggle, `### Success criteria\n${bullets}\n`);
    const { engine, clock, id, take } = stage;
    for (const step of [START, GO, ADVANCE]) expect(await take(step)).toMatchObject({ ok: true });
    const store = createSqlPageStore(open().db);
    const add = (reports: readonly Report[]) => store.add([{ batch: null, reports }]);
    const run = engine.stageMet({ toggle, cohort: 'open', share: 0.2, at: clock.now() }) ?? '';
    let persons = 0;
    const view = (events: readonly Told[], particulars: Partial<Report> = {}): Report => ({
      at: clock.now(),
      person: `${(persons += 1)}`,
      page: 'contacts',
      device: 'phone',
      language: 'en',
      events: events.map(event),
      from: { feature: toggle, stage: run, cohort: 'open' },
      ...particulars,
    });
    const hear = async () => {
      const visits = people('ada', came).map((person) =>
        goodVisit(person, { toggle, at: clock.now() }),
      );
      [...heartbeatsOf(toggle, clock.now()), ...visits].forEach(engine.observe);
      await engine.flush();
    };
    await hear();
    /** What is missing before the next stage, of what this plan asks. */
    const missing = async () => {
      await hear();
      await engine.look();
      const status = await engine.status(id);
      return (status?.missing ?? []).filter((sentence) =>
        criteria.some((code) => sentence.startsWith(code.split(/ [<>=]/)[0] ?? '')),
      );
    };
    return { ...stage, store, add, run, view, missing };
  }

  test('are judged by what was reported, to the unit of the dashboard', async () => {
    const toggle = 'pages-judged';
    const { store, add, view, missing, run } = await stageWith(toggle, [
      'page views > 1,000',
      'disclosures opened > 1,000',
      'disclosure rate > 99% of page views',
      'disclosure rate > 99% of people',
      'help reads > 1,000',
      'help read rate > 99% of page views',
      'phone taps > 1,000',
      'survey answers > 1,000',
      'survey answer rate > 99% of people',
      'share choosing “helpful” > 99% of survey answers',
      'client errors > 1,000',
      'client error rate > 99% of page views',
      'largest paint p75 > 9 seconds',
      'slowest reaction p75 > 9 seconds',
      'layout shift p75 > 0.9',
      'time on page p75 > 9 minutes',
      'visits > 1,000',
    ]);
    const read = view([
      ...(['page-view', 'page-shown', 'survey-shown', 'help-read'] as const),
      ['section-seen', 'emergency-contacts'],
      ['section-seen', 'how-to-update'],
      ['phone-tapped', 'help-line'],
      ['web-vital', 'lcp', 6],
      ['web-vital', 'inp', 2],
      ['layout-shift', '', 3],
      'visit',
      ['page-left', '', 4],
    ]);
    const failed = view([
      ...(['page-view', 'page-shown', 'survey-shown', 'visit'] as const),
      ['browser-error', '0badc0de'],
      ['browser-error', '0badcafe'],
    ]);
    await add([read, failed, view(['page-view']), view(['page-view'])]);
    const answered = event(['survey-answered', 'helpful']);
    await add([{ ...read, events: [answered] }]);
    // What tells nothing new, and nothing of people with the feature.
    await add([{ ...read, events: [answered, event('survey-shown')] }]);
    const from = { feature: toggle, stage: run, cohort: 'tester' } as const;
    await add([view(['page-view', ['browser-error', '0badc0de']], { from })]);
    await add([view(['page-view', 'page-shown'], { page: 'hub' })]);
    const [totals, days, counted] = await Promise.all([
      store.totals({ feature: toggle }),
      store.days(toggle),
      store.people(toggle),
    ]);
    const { stages, vitals } = pageFigures(toggle, {
      ...{ totals, days, people: counted },
      ...NOT_ASKED,
    });
    expect(stages.find(({ cohort }) => cohort === 'open')).toMatchObject({
      people: 4,
      visits: 2,
      views: 4,
      phoneTaps: 1,
      errors: 2,
      surveyShown: 2,
      surveyAnswers: 1,
    });
    expect(vitals.map(({ p75 }) => p75)).toEqual([1_375, 175, 87.5, 17_500]);
    const sentences = (await missing()).map((one) => one.replace(/ in this stage|; “.*/g, ''));
    expect(sentences).toEqual([
      'page views: 4',
      'disclosures opened: 2',
      'disclosure rate: 25% (1 of 4 page views)',
      'disclosure rate: 25% (1 of 4 people)',
      'help reads: 1',
      'help read rate: 25% (1 of 4 page views)',
      'phone taps: 1',
      'survey answers: 1',
      'survey answer rate: 50% (1 of 2 people)',
      'client errors: 2',
      'client error rate: 25% (1 of 4 page views)',
      'largest paint p75: 1.38 seconds',
      'slowest reaction p75: 175 ms',
      'layout shift p75: 0.09',
      'time on page p75: 17.5 seconds',
      'visits: 2',
    ]);
  });

  test('are met by what was posted, and not by nobody', async () => {
    const criteria = ['client errors = 0', 'survey answers >= 1'];
    const nobody = await stageWith('pages-nobody', criteria, 0);
    expect(await nobody.missing()).toEqual([
      'client errors in this stage: no one was seen using the feature, so this can’t be said.',
      'survey answers in this stage: no one was seen using the feature, so this can’t be said.',
    ]);
    const { add, view, missing } = await stageWith('pages-met', criteria);
    await add([view(['page-view'])]);
    // Views without a report of any browser say nothing of errors.
    expect(await missing()).toEqual([
      expect.stringContaining('client errors in this stage: 0 of at least 1 page views seen'),
      expect.stringContaining('survey answers in this stage: 0 of at least 1 people seen'),
    ]);
    await add([view(['page-view', 'page-shown', ['survey-answered', 'not-helpful']])]);
    expect(await missing()).toEqual([]);
  });

  test('look at their window alone, whatever was summed up meanwhile, and at no earlier stage', async () => {
    const { store, add, view, missing, clock, take } = await stageWith('pages-windows', [
      'page views > 90 over 90 minutes',
      'page views > 90 over 3 days',
      'page views > 90',
    ]);
    const ages = [
      MINUTE_MS,
      80 * MINUTE_MS,
      95 * MINUTE_MS,
      20 * HOUR_MS,
      71 * HOUR_MS,
      4 * DAY_MS,
    ];
    clock.advance(5 * DAY_MS);
    const now = clock.now().getTime();
    await add(ages.map((age) => view(['page-view'], { at: new Date(now - age) })));
    const counts = async () => (await missing()).map((one) => /: (\d+)/.exec(one)?.[1]);
    expect(await counts()).toEqual(['2', '5', '6']);
    await store.tidy(clock.now(), new Date(0));
    expect(await counts()).toEqual(['2', '5', '6']);
    expect(await take({ kind: 'advance', override: true }, undefined, 'Seen')).toMatchObject({
      ok: true,
    });
    expect(await missing()).toEqual([
      expect.stringContaining('no one was seen using the feature'),
      expect.stringContaining('no one was seen using the feature'),
      expect.stringContaining('no one was seen using the feature'),
    ]);
  });

  test('see what the dashboard sees, and of a window what was posted in it, whatever happened', async () => {
    const store = createSqlPageStore(open().db);
    const end = new Date('2024-11-04T05:00:00Z');
    const happened = fc.record({
      minutesAgo: fc.integer({ min: 0, max: 3_000 }),
      person: fc.integer({ min: 1, max: 4 }),
      cohort: fc.constantFrom('open', 'closed', 'tester', ''),
      page: fc.constantFrom('contacts', 'hub'),
      events: fc.array(fc.constantFrom(...TOLD), { maxLength: 4 }),
    });
    let features = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(happened, { maxLength: 12 }), async (all) => {
        const feature = `any-${(features += 1)}`;
        const stage = 'any: Stage A, run 1';
        const reports = all.map(({ minutesAgo, person, cohort, page, events }) => ({
          at: new Date(end.getTime() - minutesAgo * MINUTE_MS),
          person: `${features * 10 + person}`,
          page,
          device: 'phone',
          language: 'en',
          events: events.map(event),
          from: { feature, stage, cohort },
        })) as readonly Report[];
        for (const one of reports) await store.add([{ batch: null, reports: [one] }]);
        const seen = async () => {
          const ago = (minutes: number) => new Date(end.getTime() - minutes * MINUTE_MS);
          const run = { toggles: [feature], stage };
          const windows = [null, ago(90), ago(TWO_DAYS)];
          const [whole, window, long] = await pageMeasures(store).seenSince(run, windows);
          if (!whole || !window || !long) throw new Error('not everything was answered');
          return { whole: whole.open, window: window.open, long: long.open };
        };
        const { whole, window, long } = await seen();
        const figures = pageFigures(feature, {
          totals: await store.totals({ feature }),
          days: await store.days(feature),
          people: await store.people(feature),
          ...NOT_ASKED,
        });
        const dashboard = figures.stages.find(({ cohort }) => cohort === 'open');
        const sum = (counts: Iterable<number>) => [...counts].reduce((one, more) => one + more, 0);
        expect({
          visits: whole.visits,
          views: whole.views,
          phoneTaps: whole.phoneTaps,
          errors: whole.errors,
          surveyShown: whole.surveyShown,
          surveyAnswers: sum(whole.surveyAnswers.values()),
          people: whole.people?.viewed,
        }).toEqual(countsOf(dashboard));
        const viewsWithin = (minutes: number) =>
          all
            .filter(({ cohort, page, minutesAgo }) => {
              return cohort === 'open' && page === 'contacts' && minutesAgo <= minutes;
            })
            .flatMap(({ events }) => events.filter((told) => told === 'page-view')).length;
        expect(window.views).toBe(viewsWithin(90));
        // It reaches over the 25 hours of the day on which clocks are set back.
        expect(long.views).toBe(viewsWithin(TWO_DAYS));
        await store.tidy(end, new Date(0));
        expect(await seen()).toEqual({ whole, window, long });
      }),
      { numRuns: 8 },
    );
  });
});

/** In minutes. */
const TWO_DAYS = 2 * 24 * 60;

const TOLD: readonly Told[] = [
  'visit',
  ...(['page-view', 'page-shown', 'survey-shown', 'help-read'] as const),
  ['section-seen', 'how-to-update'],
  ['phone-tapped', 'contact'],
  ['browser-error', '0badc0de'],
  ['survey-answered', 'helpful'],
  ['web-vital', 'lcp', 3],
];

function countsOf(shown: ReturnType<typeof pageFigures>['stages'][number] | undefined) {
  const nothing = {
    visits: 0,
    views: 0,
    phoneTaps: 0,
    errors: 0,
    surveyShown: 0,
    surveyAnswers: 0,
    people: 0,
  };
  const { people: viewed, ...counts } = shown ?? nothing;
  const { visits, views, phoneTaps, errors, surveyShown, surveyAnswers } = counts;
  return { visits, views, phoneTaps, errors, surveyShown, surveyAnswers, people: viewed };
}
