import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';

import {
  CANARY_PLAN,
  GO,
  journalOf,
  LOADED,
  MONDAY_TEN,
  release,
  STAGE_A,
  STAGE_B,
} from '../../../test/world/releases.ts';
import type { ReleasePlan } from '../../plan/index.ts';
import type { JournalFact } from '../../release/journal/index.ts';
import { statusOf } from '../../release/status/index.ts';
import { calendarFile } from './calendar-file.ts';
import { renderCalendar } from './calendar-page.tsx';

const FRIDAY_CHRISTMAS = '2024-12-24';
const raises = { ...CANARY_PLAN.terms.raises, notOn: ['2024-01-01', FRIDAY_CHRISTMAS] };
const PLAN = { ...CANARY_PLAN, terms: { ...CANARY_PLAN.terms, raises } };

function releasesAfter({
  facts,
  plan = PLAN,
}: {
  facts: readonly JournalFact[];
  plan?: ReleasePlan;
}) {
  const of = release({ entries: journalOf(LOADED, ...facts), plan });
  const told = { undelivered: null, unwatched: null, clockOff: null };
  return [{ ...statusOf(of, { snapshot: null, now: MONDAY_TEN }), ...told }];
}

const EVERYONE = { ...STAGE_B, percentage: 100 } as JournalFact;

describe('the calendar', () => {
  test('has the next raise at its earliest, within the hours of the plan', () => {
    const [status] = releasesAfter({ facts: [GO, STAGE_A] });
    const raise = status?.schedule.find(({ kind }) => kind === 'raise');
    expect(raise?.words).toMatch(/^Stage B \(50%\) at the earliest/);
    expect(Date.parse(raise?.at ?? '')).toBeGreaterThan(MONDAY_TEN.getTime());
  });

  test('counts business days as the plan does: five from a Monday are the Monday after', () => {
    const stages = CANARY_PLAN.stages.map((stage) => ({
      ...stage,
      minimumMinutes: null,
      minimumBusinessDays: 5,
    }));
    const [status] = releasesAfter({ facts: [GO, STAGE_A], plan: { ...PLAN, stages } });
    expect(status?.schedule.find(({ kind }) => kind === 'raise')?.at.slice(0, 10)).toBe(
      '2024-04-15',
    );
  });

  test('has check-ins once everyone has the feature, and the days without raises that are to come', () => {
    const kinds = (facts: readonly JournalFact[]) =>
      releasesAfter({ facts }).flatMap(({ schedule }) => schedule.map(({ kind }) => kind));
    expect(kinds([GO, EVERYONE, { kind: 'fully-on' }])).toEqual([
      'check-in',
      'check-in',
      'check-in',
      'no-raises',
    ]);
    expect(kinds([{ kind: 'closed' }])).toEqual([]);
  });

  test('says what to expect where nothing is planned', () => {
    const frame = { stylesheetUrl: '', operator: null, notice: null };
    const html = renderCalendar({ ...frame, releases: [], asOf: MONDAY_TEN.toISOString() });
    expect(html).toContain('Nothing is planned.');
  });

  test('is read by a calendar program as it was meant: moments in UTC, days as days', () => {
    const releases = releasesAfter({ facts: [GO, STAGE_A] });
    const file = calendarFile(releases);
    const events = new ICAL.Component(ICAL.parse(file) as unknown[])
      .getAllSubcomponents('vevent')
      .map((one) => new ICAL.Event(one));
    const scheduled = releases.flatMap(({ schedule }) => schedule);
    expect(events).toHaveLength(scheduled.length);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
    const [raise, day] = events;
    expect(raise?.startDate.toJSDate().toISOString().slice(0, 16)).toBe(
      scheduled[0]?.at.slice(0, 16),
    );
    expect(day?.startDate.isDate).toBe(true);
    expect(day?.startDate.toString()).toBe(FRIDAY_CHRISTMAS);
  });
});
