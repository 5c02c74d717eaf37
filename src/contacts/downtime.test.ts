import { describe, expect, it } from 'vitest';
import { downtimeOutlook, type Downtime } from './downtime.ts';

const at = (time: string) => new Date(`2026-12-01T${time}:00Z`);
const downtime = (from: string, until: string): Downtime => ({ from: at(from), until: at(until) });
const NIGHT = downtime('07:00', '09:00');

describe('a planned downtime', () => {
  it.each([
    ['05:59', 'none'],
    ['06:00', 'soon'],
    ['06:59', 'soon'],
    ['07:00', 'now'],
    ['08:59', 'now'],
    ['09:00', 'none'],
  ])('is at %s: %s', (time, kind) => {
    expect(downtimeOutlook([NIGHT], at(time)).kind).toBe(kind);
  });

  it('that is under way comes before one that is to come', () => {
    const next = downtime('08:30', '10:00');
    expect(downtimeOutlook([next, NIGHT], at('08:00'))).toEqual({ kind: 'now', downtime: NIGHT });
  });

  it('ends with the last of those that overlap', () => {
    const longer = downtime('08:30', '10:00');
    expect(downtimeOutlook([longer, NIGHT], at('08:45'))).toEqual({
      kind: 'now',
      downtime: longer,
    });
  });

  it('that comes first is announced first', () => {
    const later = downtime('06:30', '06:45');
    const sooner = downtime('06:20', '06:25');
    expect(downtimeOutlook([later, sooner], at('06:00'))).toEqual({
      kind: 'soon',
      downtime: sooner,
    });
  });

  it('is none where none is planned', () => {
    expect(downtimeOutlook([], at('07:00'))).toEqual({ kind: 'none' });
  });
});
