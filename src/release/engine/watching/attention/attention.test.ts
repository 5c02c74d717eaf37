import { expect, test } from 'vitest';

import { heldAfter } from '../../../../../test/faults/recovery.ts';
import { GO, journalOf, LOADED, release, STAGE_A } from '../../../../../test/world/releases.ts';
import { createLog } from '../../../../lib/log.ts';
import { movableClock } from '../../../../lib/clock.ts';
import type { Alert } from '../../../../alerts/index.ts';
import type { Addition } from '../../../journal/kept/journal-store.ts';
import type { EngineDeps } from '../../deps.ts';
import { createAttention } from './attention.ts';
import { createSayUnwatched } from './say-unwatched.ts';

const OUT = release({ entries: journalOf(LOADED, GO, STAGE_A) });
const DRAFT = release({ entries: journalOf(LOADED) });
const LEADS = 7;

/** A release whose looks end when the test says so, and what is said of it. */
function watched(seen: typeof OUT, isReadOnly = false) {
  let now = 0;
  const alerts: Alert[] = [];
  const written: Addition[] = [];
  const append = (addition: Addition) => {
    if (isReadOnly) return Promise.reject(new Error('cannot execute in a read-only transaction'));
    written.push(addition);
    return Promise.resolve({ ok: true, value: null });
  };
  const deps = {
    journal: { known: { open: () => [seen] }, append, settle: () => Promise.resolve() },
    flags: { refresh: () => Promise.resolve() },
    alerts: {
      send: (alert: Alert) => {
        alerts.push(alert);
        return Promise.resolve();
      },
    },
    clock: movableClock(),
    log: createLog('silent'),
  } as unknown as EngineDeps;
  const attention = createAttention(deps, () => now);
  const say = createSayUnwatched(deps);
  attention.unwatched();
  return {
    alerts,
    written,
    attention,
    sayAt: (seconds: number, fence: number | null) => {
      now = seconds * 1_000;
      return say(attention.unwatched(), fence);
    },
  };
}

test('a release that was not looked at for more than five seconds is held, and people are told once', async () => {
  const { sayAt, alerts, written, attention } = watched(OUT);
  await sayAt(5, LEADS);
  expect([alerts, written]).toEqual([[], []]);
  await sayAt(6, LEADS);
  await sayAt(7, LEADS);
  expect(alerts.map(({ urgency, text }) => [urgency, text])).toEqual([
    ['act', expect.stringContaining('could not look at the release for 6 seconds')],
  ]);
  expect(written[0]).toMatchObject({ fence: LEADS, facts: [{ kind: 'held', cause: 'blind' }] });
  attention.lookedAt(OUT.id);
  expect(attention.unwatched()).toEqual([]);
});

test('the people on call are told while the database takes no writing', async () => {
  const { sayAt, alerts, attention } = watched(OUT, true);
  let seconds = 0;
  while (alerts.length === 0) await sayAt((seconds += 1), LEADS);
  // By the clock of the test.
  heldAfter('unwatched', seconds * 1_000);
  expect(alerts).toHaveLength(1);
  expect(attention.unwatched()).toHaveLength(1);
});

test('an instance that does not lead tells of it and holds nothing', async () => {
  const { sayAt, alerts, written } = watched(OUT);
  await sayAt(6, null);
  expect([alerts.length, written.length]).toEqual([1, 0]);
});

test('a release that is open for no one need not be looked at', async () => {
  const { sayAt, alerts } = watched(DRAFT);
  await sayAt(600, LEADS);
  expect(alerts).toEqual([]);
});
