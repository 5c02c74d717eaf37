import Fastify from 'fastify';
import { describe, expect, onTestFinished, test } from 'vitest';

import { pageFigures, type PageFigures, type PageTotal } from '../../analytics/index.ts';
import { NoFreeConnectionError } from '../../lib/database/index.ts';
import type { ReleaseStatus } from '../../release/index.ts';
import { analyticsRoutes, type AnalyticsRoutesDeps } from './analytics-routes.ts';
import { eventMarkers } from '../charts/event-markers.ts';
import { shownDays } from './shown-days.ts';

const FEATURE = 'profile_contacts';
const NOW = new Date('2024-04-11T16:00:00Z');
const minuteOf = (iso: string) => Date.parse(iso) / 60_000;

const line = (kind: ReleaseStatus['history'][number]['kind'], at: string, what: string) => ({
  kind,
  at,
  what,
  version: 1,
  planVersion: 1,
  who: 'Pat Example, product manager',
  why: '=HYPERLINK("x")',
});
const RELEASE = {
  title: 'MVP',
  toggles: [FEATURE],
  dependencyDownSince: null,
  history: [
    line('stage-opened', '2024-04-08T14:00:00.000Z', 'Stage A at 20%'),
    line('criterion-answered', '2024-04-08T15:00:00.000Z', 'Yes to “No concern”'),
    line('rolled-back', '2024-04-10T14:00:00.000Z', 'Rolled back'),
  ],
} as unknown as ReleaseStatus;

/** Views on the first and the last of four days; on the second all was well, on the third nothing was taken. */
function figures(signsUntil = '2024-04-11T16:00Z'): PageFigures {
  const happened = (day: string) => ({ day, event: 'page-view', detail: '', count: 3 }) as const;
  const views: PageTotal = {
    stage: '',
    cohort: 'open',
    event: 'page-view',
    detail: '',
    page: 'contacts',
    device: 'none',
    language: 'en',
    valueClass: null,
    count: 6,
  };
  return pageFigures(FEATURE, {
    totals: [views, { ...views, page: 'hub', cohort: 'closed', count: 8 }],
    days: [
      happened('2024-04-08'),
      { ...happened('2024-04-08'), event: 'visit', count: 2 },
      happened('2024-04-11'),
    ],
    people: [{ event: 'page-view', people: 2, kind: 'day', day: '2024-04-08' }],
    spans: [
      { from: minuteOf('2024-04-08T12:00Z'), through: minuteOf('2024-04-10T03:00Z') },
      { from: minuteOf('2024-04-11T04:30Z'), through: minuteOf(signsUntil) },
    ],
    lastCounted: minuteOf('2024-04-11T15:58Z'),
    now: NOW,
  });
}

const AWAY = () => Promise.reject(new NoFreeConnectionError('full'));

async function ask(url: string, parts: Partial<AnalyticsRoutesDeps> = {}) {
  const app = Fastify();
  onTestFinished(() => app.close());
  app.decorateRequest('person', null);
  analyticsRoutes(app, {
    clock: { now: () => NOW },
    pageFigures: () => Promise.resolve(figures()),
    feedback: { figures: () => Promise.resolve([]) },
    engine: { releases: () => Promise.resolve([RELEASE]) },
    downtimes: [{ from: new Date('2024-04-09T06:00Z'), until: new Date('2024-04-09T08:00Z') }],
    stylesheetUrl: '/console.css',
    ...parts,
  });
  const { statusCode: status, body } = await app.inject(url);
  return { status, text: body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' '), html: body };
}

describe('the dashboard', () => {
  test('shows a day without views as zero, and one on which nothing was taken as unknown', async () => {
    const { days } = figures();
    expect(days.map(({ day, counts }) => [day, counts?.views ?? null])).toEqual([
      ['2024-04-08', 3],
      ['2024-04-09', 0],
      ['2024-04-10', null],
      ['2024-04-11', 3],
    ]);
    const { text, html } = await ask('/console/analytics');
    expect(text).toContain(
      'Apr 10, 2024 Not known Not known Not known Not known Not known Not known Not known Not known All day',
    );
    expect(text).toContain('Apr 11, 2024 0 0 3 0 0 0 0 0 30 minutes');
    expect(html.match(/class="chart__gap"/g)).toHaveLength(1);
  });

  test('numbers what happened, a planned downtime and a gap included, in chart and table', async () => {
    const { text, html } = await ask('/console/analytics');
    expect(text).toMatch(/1 Apr 8, 2024, 10:00 AM ET Stage A at 20% Pat Example/);
    expect(text).toMatch(/2 Apr 9, 2024, 2:00 AM ET to Apr 9, 2024, 4:00 AM ET VA Profile is down/);
    expect(text).toMatch(/3 Apr 9, 2024, 11:01 PM ET to .* No events were taken Release program/);
    expect(text).toMatch(/4 Apr 10, 2024, 10:00 AM ET Rolled back/);
    expect(text).not.toContain('No concern');
    expect(html).toMatch(/chart__number[^>]*>1–3<.*chart__number[^>]*>4</);
  });

  test('says of each section in how many of the views it was seen', async () => {
    const own = { page: 'contacts', cohort: 'open', device: 'none', language: 'en' } as const;
    const total = { ...own, stage: '', valueClass: null, count: 8 } as const;
    const counted = pageFigures(FEATURE, {
      totals: [
        { ...total, event: 'page-view', detail: '' },
        ...(['next-of-kin-contacts', 'help'] as const).map((detail): PageTotal => ({
          ...total,
          event: 'section-seen',
          detail,
        })),
      ],
      days: [{ day: '2024-04-11', event: 'page-view', detail: '', count: 8 }],
      ...{ people: [], spans: [], lastCounted: null, now: NOW },
    });
    const pageOf = { pageFigures: () => Promise.resolve(counted) };
    const { text } = await ask('/console/analytics', pageOf);
    expect(text).toContain('Sections that came into view, in 8 views of the page');
    expect(text).toMatch(/Help 8 100% Next of kin contacts 8 100%/);
  });

  test('compares people with the feature and without it where both come', async () => {
    const { text } = await ask('/console/analytics');
    expect(text).toContain('Profile Without it 8 0 Not measured yet');
  });

  test('says since when it is out of date', async () => {
    const late = () => Promise.resolve(figures('2024-04-11T14:00Z'));
    const { text } = await ask('/console/analytics', { pageFigures: late });
    expect(text).toContain('These figures are not up to date');
    expect(text).toContain('No events have been taken since Apr 11, 2024, 10:01 AM ET');
    expect((await ask('/console/analytics')).text).not.toContain('not up to date');
  });

  test('says what still holds when the database is away, of each part by itself', async () => {
    const none = await ask('/console/analytics', {
      pageFigures: AWAY,
      feedback: { figures: AWAY },
    });
    expect(none.status).toBe(503);
    expect(none.text).toContain('What was counted before is kept.');
    expect(none.text).toContain('The answers to the survey can’t be read right now');
    const some = await ask('/console/analytics', { engine: { releases: AWAY } });
    expect(some.status).toBe(200);
    expect(some.text).toContain('What happened to the release can’t be read right now');
    expect(some.text).toContain('Apr 8, 2024 2 2 3');
  });

  test('has the same in its file, where no cell is a formula and what nobody knows is empty', async () => {
    const { html: file } = await ask('/console/analytics.csv');
    expect(file.split('\r\n')).toEqual([
      '"day","people","visits","views","people_who_read_help","phone_taps","script_errors","survey_shown","survey_answered","minutes_not_taken","events"',
      '"2024-04-08","2","2","3","0","0","0","0","0","0","Apr 8, 2024, 10:00 AM ET: Stage A at 20%"',
      expect.stringMatching(
        /^"2024-04-09","0","0","0","0","0","0","0","0","59",".*down as planned; .*"$/,
      ),
      expect.stringMatching(/^"2024-04-10","","","","","","","","","1440",".*Rolled back"$/),
      '"2024-04-11","0","0","3","0","0","0","0","0","30",""',
      '',
    ]);
  });
});

describe('what happened', () => {
  const around = { feature: FEATURE, downtimes: [], gaps: [], now: NOW };

  test('is that of the feature’s own releases, by name where there are several', () => {
    const other = { ...RELEASE, toggles: ['another'] };
    expect(eventMarkers({ ...around, releases: [RELEASE, other] })).toHaveLength(2);
    const [first] = eventMarkers({ ...around, releases: [RELEASE, { ...RELEASE, title: '2.0' }] });
    expect(first?.what).toBe('Stage A at 20% (MVP)');
  });

  test('tells that the service behind is down now', () => {
    const down = { ...RELEASE, history: [], dependencyDownSince: '2024-04-11T15:00:00.000Z' };
    expect(eventMarkers({ ...around, releases: [down] })).toMatchObject([
      { what: 'VA Profile is down' },
    ]);
  });

  test('is left out before the first day that is shown, unless it lasts into it', () => {
    const events = [
      { at: '2024-04-08T14:00:00.000Z', until: null },
      { at: '2024-04-08T15:00:00.000Z', until: '2024-04-10T14:00:00.000Z' },
    ].map((times) => ({ ...times, what: '', who: '', why: null }));
    const { days, markers } = shownDays(figures().days, events, 2);
    expect(markers).toMatchObject([{ number: 1, until: '2024-04-10T14:00:00.000Z' }]);
    expect(days.map(({ day, markers: numbers }) => [day, numbers])).toEqual([
      ['2024-04-10', [1]],
      ['2024-04-11', []],
    ]);
  });
});
