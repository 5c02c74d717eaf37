import { expect, test } from 'vitest';

import { closedVisit, goodVisit, people } from '../../../../test/world/people.ts';
import {
  journalOf,
  GO,
  LOADED,
  MONDAY_TEN,
  release,
  STAGE_A,
  STARTED,
} from '../../../../test/world/releases.ts';
import { createLog } from '../../../lib/log.ts';
import { createMemoryMeasurements } from '../../../../test/world/in-memory/memory-measurements.ts';
import { FROM_THE_START, type Measurements } from '../../measuring/kept/measurements.ts';
import { KnownReleases } from '../../journal/known-releases.ts';
import { createRecorder } from './recorder.ts';

const AT = new Date(MONDAY_TEN.getTime() + 3_600_000);
const RELEASE = release({ entries: journalOf(LOADED, STARTED, GO, STAGE_A) });
const RELEASES = ['letters', 'canary'].map((id) => ({
  ...RELEASE,
  id,
  plan: { ...RELEASE.plan, toggles: [id] },
}));

/** Two releases, `letters` and `canary`, each with a toggle of its name; no store for those in `outOfReach`. */
function recorderOf(outOfReach = new Set<string>()) {
  const kept = createMemoryMeasurements(() => 0);
  const measurements: Measurements = {
    ...kept,
    addOnce: (id, keys, batchOf) =>
      outOfReach.has(id)
        ? Promise.reject(new Error('out of reach'))
        : kept.addOnce(id, keys, batchOf),
    add: (id, batch) =>
      outOfReach.has(id) ? Promise.reject(new Error('out of reach')) : kept.add(id, batch),
  };
  const recorder = createRecorder({
    measurements,
    journal: { known: new KnownReleases(), releases: () => Promise.resolve(RELEASES) },
    isClosed: () => false,
    pseudonym: (text) => text,
    instance: 'one',
    log: createLog('silent'),
    testerLog: () => Promise.resolve(),
  });
  const answers = async (id: string) => {
    const { answerCounts } = await kept.since(id, FROM_THE_START);
    return answerCounts.reduce((sum, { count }) => sum + count, 0);
  };
  return { ...recorder, answers, heartbeats: kept.heartbeats };
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
  const { observe, flush, answers, heartbeats } = recorderOf();
  const impossible = { toggle: 'canary', at: AT, share: 1 };
  for (const person of people('odd', 3)) observe(closedVisit(person, impossible));
  await flush();
  expect(await heartbeats('canary')).toMatchObject([{ cohort: 'closed', refused: 3 }]);
  expect(await answers('canary')).toBe(0);
});

test('of observations that another program tells those are counted whose toggle a release has', async () => {
  const { hear } = recorderOf();
  const [unowned, owned] = [toldOf('unowned'), toldOf('canary')];
  const heard = await hear({ told: [unowned, owned], unreadable: [], from: 'another program' });
  expect([...heard]).toEqual([[owned, { kind: 'counted' }]]);
});

const toldOf = (toggle: string, id: string | null = null) => ({
  observation: goodVisit('ada', { toggle, at: AT }),
  id,
});

test('told of two releases, of which one could not be written, the sender hears which, and tells it again', async () => {
  const outOfReach = new Set(['letters']);
  const { hear, answers } = recorderOf(outOfReach);
  const [letters, canary] = [toldOf('letters', 'one'), toldOf('canary', 'other')];
  const account = { told: [letters, canary], unreadable: [], from: 'another program' };
  const heard = await hear(account);
  expect(heard.get(letters)).toMatchObject({ kind: 'refused', code: 'not-written' });
  expect(heard.get(canary)).toEqual({ kind: 'counted' });
  outOfReach.clear();
  const again = await hear(account);
  expect([again.get(letters)?.kind, again.get(canary)?.kind]).toEqual(['counted', 'repeated']);
  expect([await answers('letters'), await answers('canary')]).toEqual([1, 1]);
});

test('where nothing could be written, nothing is acknowledged', async () => {
  const { hear } = recorderOf(new Set(['letters', 'canary']));
  const told = [toldOf('letters'), toldOf('canary')];
  const heard = hear({ told, unreadable: [], from: 'another program' });
  await expect(heard).rejects.toThrow('out of reach');
});
