import { describe, expect, it } from 'vitest';

import type { CivilDate } from '../../calendar/index.ts';
import { firstDayIn } from './planned-dates.ts';

const iso = (text: string): CivilDate => {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return { year, month, day };
};

describe('the day on which something begins', () => {
  it.each([
    ['from 4/8/2024 on', '2024-04-08'],
    ['04/08/24 - 4/22/24', '2024-04-08'],
    ['2024-04-08', '2024-04-08'],
    ['April 8-13, 2024', '2024-04-08'],
  ])('is read from “%s”', (text, date) => {
    expect(firstDayIn(text, 0)?.date).toEqual(iso(date));
  });

  it.each([
    ['4/8'],
    ['April 8'],
    ['April 2024'],
    ['2/30/2024'],
    ['mm/dd/yyyy'],
    ['until 4/8/2024'],
  ])('is not guessed from “%s”', (text) => {
    expect(firstDayIn(text, 0)).toBeNull();
  });

  it('is found where it stands in the plan', () => {
    expect(firstDayIn('begins 4/8/2024', 100)?.at).toBe(107);
  });
});
