import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { USUAL_TERMS } from '../plan/index.ts';
import { whyNotRaise } from './index.ts';

const ANY_TIME = USUAL_TERMS.raises;
const OFFICE = {
  ...ANY_TIME,
  hours: { from: 9 * 60, to: 16 * 60 },
  notOnFridays: true,
  notOnWeekends: true,
  notOnFederalHolidays: true,
};

describe('when a share may be raised', () => {
  test('is any time where the plan says nothing', () => {
    expect(whyNotRaise(ANY_TIME, new Date('2024-12-25T03:00:00Z'))).toBeNull();
  });

  test('is within the plan’s hours, in its time zone', () => {
    expect(whyNotRaise(OFFICE, new Date('2024-04-08T13:00:00Z'))).toBeNull();
    expect(whyNotRaise(OFFICE, new Date('2024-04-08T12:59:00Z'))).toEqual({
      sentence:
        'A share is not raised now: the plan raises only from 9:00 to 16:00. The next time is Monday, 2024-04-08, 9:00 (America/New_York).',
      nextAt: new Date('2024-04-08T13:00:00Z'),
    });
  });

  test('is not on Fridays, weekends and holidays: after Thursday comes Monday', () => {
    const thursdayEvening = new Date('2024-04-11T21:00:00Z');
    expect(whyNotRaise(OFFICE, thursdayEvening)?.nextAt).toEqual(new Date('2024-04-15T13:00:00Z'));
    const fridayNoon = new Date('2024-04-12T16:00:00Z');
    expect(whyNotRaise(OFFICE, fridayNoon)?.sentence).toContain('it is Friday');
    const memorialDay = new Date('2024-05-27T16:00:00Z');
    expect(whyNotRaise(OFFICE, memorialDay)?.sentence).toContain('it is Memorial Day');
  });

  test('is not on a day that the plan names', () => {
    const frozen = { ...ANY_TIME, notOn: ['2024-12-24'] };
    expect(whyNotRaise(frozen, new Date('2024-12-24T12:00:00Z'))?.nextAt).toEqual(
      new Date('2024-12-25T05:00:00Z'),
    );
  });

  test('comes again, at a minute at which a raise is let through', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2023-01-01'), max: new Date('2028-01-01'), noInvalidDate: true }),
        fc.constantFrom('America/New_York', 'America/Los_Angeles', 'UTC'),
        (now, timeZone) => {
          const raises = { ...OFFICE, timeZone };
          const notNow = whyNotRaise(raises, now);
          if (notNow === null) return;
          expect(notNow.nextAt).not.toBeNull();
          if (notNow.nextAt) expect(whyNotRaise(raises, notNow.nextAt)).toBeNull();
        },
      ),
    );
  });
});
