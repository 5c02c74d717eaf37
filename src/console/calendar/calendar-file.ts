import { createEvents, type DateArray, type EventAttributes } from 'ics';

import type { ReleaseStatus } from '../../release/index.ts';
import { comingIn, isWholeDay } from './calendar-page.tsx';

/** In minutes; what is planned has a beginning and no length. */
const LENGTH = 15;

/** The calendar as iCalendar (RFC 5545), in UTC. */
export function calendarFile(releases: readonly ReleaseStatus[]): string {
  const events = comingIn(releases).map(({ at, kind, words, release }): EventAttributes => ({
    uid: `${release.id}-${kind}-${at.replaceAll(/\W/g, '')}`,
    title: `${release.title}: ${words}`,
    startInputType: 'utc',
    start: startOf(at),
    duration: isWholeDay(at) ? { days: 1 } : { minutes: LENGTH },
  }));
  const { error, value } = createEvents(events, { productId: 'phcc', calName: 'Releases' });
  if (error) throw error;
  return value ?? '';
}

function startOf(at: string): DateArray {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = at.split(/\D/).map(Number);
  return isWholeDay(at) ? [year, month, day] : [year, month, day, hour, minute];
}
