import { expect, test } from 'vitest';

import { closedVisit, goodVisit, people } from '../../../test/world/people.ts';
import {
  journalOf,
  GO,
  LOADED,
  MONDAY_TEN,
  STAGE_A,
  STARTED,
} from '../../../test/world/releases.ts';
import { createLog } from '../../lib/log.ts';
import { createMemoryMeasurements } from '../measuring/memory-measurements.ts';
import { FROM_THE_START, type Measurements } from '../measuring/store.ts';
import { createRecorder } from './recorder.ts';

const AT = new Date(MONDAY_TEN.getTime() + 3_600_000);
const entries = journalOf(LOADED, STARTED, GO, STAGE_A);

/** Two releases, `letters` and `canary`, each with a toggle of its name; no store for those in `outOfReach`. */
function recorderOf(outOfReach = new Set<string>()) {
  const kept = createMemoryMeasurements(() => 0);
  const measurements: Measurements = {
    ...kept,
    add: (id, batch) =>
      outOfReach.has(id) ? Promise.reject(new Error('out of reach')) : kept.add(id, batch),
  };
  const recorder = createRecorder({
    measurements,
    releaseOf: (toggle) =>
      Promise.resolve(toggle === 'nobodys' ? null : { id: toggle, document: '', entries }),
    isClosed: () => false,
    pseudonym: (text) => text,
    instance: 'one',
    log: createLog('silent'),
  });
  const answers = async (id: string) => {
    const { tallies } = await kept.since(id, FROM_THE_START);
    return tallies.reduce((sum, { count }) => sum + count, 0);
  };
  return { ...recorder, answers, pulses: kept.pulses };
}

test('what one release could not take is written later, and nothing of another twice', async () => {
  const outOfReach = new Set(['letters']);
  const { observe, flush, answers } = recorderOf(outOfReach);
  observe(goodVisit('ada', { toggle: 'canary', at: AT }));
  observe(goodVisit('ada', { toggle: 'letters', at: AT }));
  await flush();
  expect([await answers('canary'), await answers('letters')]).toEqual([1, 0]);
  outOfReach.clear();
  await flush();
  expect([await answers('canary'), await answers('letters')]).toEqual([1, 1]);
});

test('answers that can’t be are counted for their own cohort, also when nobody else is told of', async () => {
  const { observe, flush, answers, pulses } = recorderOf();
  const impossible = { toggle: 'canary', at: AT, share: 1 };
  for (const person of people('odd', 3)) observe(closedVisit(person, impossible));
  await flush();
  expect(await pulses('canary')).toMatchObject([{ cohort: 'closed', refused: 3 }]);
  expect(await answers('canary')).toBe(0);
});

test('what is told of a toggle that no release has is counted as such', async () => {
  const { hear } = recorderOf();
  const told = [
    goodVisit('ada', { toggle: 'nobodys', at: AT }),
    goodVisit('ada', { toggle: 'canary', at: AT }),
  ];
  expect(await hear(told, 'another program')).toBe(1);
});
