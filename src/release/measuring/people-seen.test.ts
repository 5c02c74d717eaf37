import { expect, test } from 'vitest';

import { closedVisit, goodVisit, OUR_FAULT } from '../../../test/world/people.ts';
import type { SurfaceAnswer } from './observation.ts';
import { PeopleSeen } from './people-seen.ts';
import { personEventsIn } from './kept/person-event.ts';
import { takeFirst, type PersonMarks } from './kept/person-marks.ts';

const PLACE = { run: 1, opening: 1 };
const MONDAY = { toggle: 'seen', at: new Date('2024-04-08T14:00:00Z') };
const TUESDAY = { ...MONDAY, at: new Date('2024-04-09T14:00:00Z') };
const OF_FEATURE = { ofFeature: true };
const ELSEWHERE = { ofFeature: false };

/** Folds what is kept of the answers: of each person the first of a kind within its scope. */
function seen(answers: readonly SurfaceAnswer[]) {
  const known = new Map<string, PersonMarks>();
  const people = new PeopleSeen();
  const events = answers.flatMap((answer) => personEventsIn(answer, PLACE, answer.person));
  for (const [index, event] of events.entries()) {
    const first = takeFirst(known, event.person, event);
    if (first) people.note({ ...first, number: index + 1 });
  }
  return people.counts(1, 1, false);
}

test('the feature’s pages have the people who came to them, once a day, and the other pages theirs', () => {
  const { feature, elsewhere } = seen([
    goodVisit('opens', { ...MONDAY, ...OF_FEATURE }),
    goodVisit('opens', { ...MONDAY, ...OF_FEATURE, ...OUR_FAULT }),
    goodVisit('opens', { ...MONDAY, ...ELSEWHERE }),
    goodVisit('passes by', { ...MONDAY, ...ELSEWHERE }),
    goodVisit('passes by', { ...TUESDAY, ...ELSEWHERE, ...OUR_FAULT }),
  ]);
  expect(feature).toEqual({ errors: 1, units: 1, unitsBeforeToday: 1 });
  expect(elsewhere).toEqual({ errors: 1, units: 3, unitsBeforeToday: 2 });
});

test('people without the feature are in neither', () => {
  const { feature, elsewhere } = seen([closedVisit('without', { ...MONDAY, ...OUR_FAULT })]);
  expect([feature.units, elsewhere.units]).toEqual([0, 0]);
});
