import { expect, test } from 'vitest';

import { USUAL_TERMS, type Terms } from '../../plan/index.ts';
import { termsInWords } from './terms-in-words.ts';

const said = (terms: Partial<Terms>) =>
  Object.fromEntries(termsInWords({ ...USUAL_TERMS, ...terms }));

test('says what holds where a plan says nothing', () => {
  expect(said({})).toMatchObject({
    'Tolerated rate of failed visits': 'No higher than without the feature',
    'Hours of raises': 'Any hour, Eastern Time',
    'No raise on': 'None',
    'The go is signed by': 'Any one of: product manager, product owner, engineer',
  });
});

test('says the hours and the days of raises, in the zone of the plan', () => {
  const raises = {
    ...USUAL_TERMS.raises,
    hours: { from: 9 * 60, to: 16 * 60 + 30 },
    timeZone: 'America/Denver',
    notOnFridays: true,
    notOn: ['2026-12-24'],
  };
  expect(said({ raises })).toMatchObject({
    'Hours of raises': '9:00 AM to 4:30 PM, Mountain Time',
    'No raise on': 'Fridays, 1 more that the plan names',
  });
});

test('says who each have to sign, and what is tolerated', () => {
  expect(said({ goSignedBy: ['product-manager', 'engineer'], tolerance: 1.5 })).toMatchObject({
    'Tolerated rate of failed visits': 'At most 1.5 times as high as without the feature',
    'The go is signed by': 'Each of: product manager, engineer',
  });
});
