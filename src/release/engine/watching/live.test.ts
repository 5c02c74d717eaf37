import { expect, test } from 'vitest';

import { movableClock } from '../../../lib/clock.ts';
import { createLog } from '../../../lib/log.ts';
import {
  GO,
  journalOf,
  MONDAY_TEN,
  release,
  STAGE_A,
  STAGE_B,
  LOADED,
} from '../../../../test/world/releases.ts';
import { PLAN } from '../../../../test/world/release-on-database.ts';
import { createMemoryMeasurements } from '../../../../test/world/in-memory/memory-measurements.ts';
import type { NewPersonEvent } from '../../measuring/kept/person-event.ts';
import { NO_PAGES } from '../../../../test/world/engine.ts';
import { createLive } from './live.ts';

/** Stage A is the first opening, Stage B the second. */
const IN_A = release({ document: PLAN, entries: journalOf(LOADED, GO, STAGE_A) });
const IN_B = release({ document: PLAN, entries: journalOf(LOADED, GO, STAGE_A, STAGE_B) });

const NO_OTHERS = { confoundersOf: () => [] };

type Where = { readonly opening: number; readonly share: number; readonly minute: number };

const STAGE_A_SEEN: Where = { opening: 1, share: 0.2, minute: 2.5 };
const STAGE_B_SEEN: Where = { opening: 2, share: 0.5, minute: 60 };

/** Minutes after ten; the journal opens Stage A at two past ten and Stage B at three. */
function failed(person: string, { opening, share, minute }: Where): NewPersonEvent {
  const at = new Date(MONDAY_TEN.getTime() + minute * 60_000);
  const seen = { kind: 'failed', cohort: 'open' } as const;
  return { ...seen, run: 1, opening, share, person, at };
}

test('what was seen of a stage waits until the journal tells that it was opened', async () => {
  const clock = movableClock();
  const measurements = createMemoryMeasurements(() => clock.now().getTime());
  const events = [
    failed('one', STAGE_A_SEEN),
    failed('two', STAGE_B_SEEN),
    failed('three', STAGE_B_SEEN),
  ];
  await measurements.add('canary', { instance: 'one', events, answerCounts: [], heartbeats: [] });
  const deps = {
    measurements,
    flags: NO_OTHERS,
    pageEvents: NO_PAGES,
    clock,
    log: createLog('silent'),
  };
  const live = createLive(deps);
  const early = await live.snapshotOf(IN_A);
  expect(early.watch.people.failed.open).toBe(1);
  const { watch } = await live.snapshotOf(IN_B);
  expect(watch.people.failed.open).toBe(3);
  const afresh = await createLive(deps).snapshotOf(IN_B);
  const open = { share: 0.5, opening: 2 };
  expect(watch.harmFigures(open)).toEqual(afresh.watch.harmFigures(open));
  expect(watch.lastEvent).toBe(afresh.watch.lastEvent);
});
