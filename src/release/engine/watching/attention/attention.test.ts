import { setImmediate as nextTurn } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { heldAfter } from '../../../../../test/faults/recovery.ts';
import { GO, journalOf, LOADED, release, STAGE_A } from '../../../../../test/world/releases.ts';
import { createLog } from '../../../../lib/log.ts';
import { alertKey, type Alert } from '../../../../alerts/index.ts';
import type { Addition } from '../../../journal/kept/journal-store.ts';
import type { EngineDeps } from '../../deps.ts';
import { createAttention } from './attention.ts';
import { createSayUnwatched } from './say-unwatched.ts';

const OUT = release({ entries: journalOf(LOADED, GO, STAGE_A) });
const DRAFT = release({ entries: journalOf(LOADED) });
const LEADS = 7;
const NOON_MS = Date.parse('2024-04-08T12:00:00Z');

type Bad = {
  readonly isReadOnly?: boolean;
  /** How many alerts the receiver takes none of before it takes them. */
  readonly failures?: number;
  readonly instance?: string;
};

/** A release whose looks end when the test says so, and what is said of it. */
function watched(
  seen: typeof OUT,
  { isReadOnly = false, failures = 0, instance = 'one' }: Bad = {},
) {
  let now = 0;
  const sent: Alert[] = [];
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
        sent.push(alert);
        return sent.length > failures ? Promise.resolve() : Promise.reject(new Error('away'));
      },
    },
    instance,
    clock: { now: () => new Date(NOON_MS + now) },
    log: createLog('silent'),
  } as unknown as EngineDeps;
  const attention = createAttention(deps, () => now);
  const unwatched = createSayUnwatched(deps, () => now);
  attention.unwatched();
  return {
    sent,
    written,
    attention,
    waiting: unwatched.waiting,
    sayAt: async (seconds: number, fence: number | null) => {
      now = seconds * 1_000;
      await unwatched.say(attention.unwatched(), fence);
      await nextTurn();
    },
  };
}

test('a release that was not looked at for more than five seconds is held, and people are told once', async () => {
  const { sayAt, sent, written, attention } = watched(OUT);
  await sayAt(5, LEADS);
  expect([sent, written]).toEqual([[], []]);
  await sayAt(6, LEADS);
  await sayAt(7, LEADS);
  expect(sent.map(({ urgency, text }) => [urgency, text])).toEqual([
    ['act', expect.stringContaining('Instance one could not look at the release for 6 seconds')],
  ]);
  expect(written[0]).toMatchObject({ fence: LEADS, facts: [{ kind: 'held', cause: 'blind' }] });
  attention.lookedAt(OUT.id);
  expect(attention.unwatched()).toEqual([]);
});

test('the people on call are told while the database takes no writing', async () => {
  const { sayAt, sent, attention } = watched(OUT, { isReadOnly: true });
  let seconds = 0;
  while (sent.length === 0) await sayAt((seconds += 1), LEADS);
  // By the clock of the test.
  heldAfter('unwatched', seconds * 1_000);
  expect(sent).toHaveLength(1);
  expect(attention.unwatched()).toHaveLength(1);
});

/** As a receiver tells repetitions. */
const keysOf = (sent: readonly Alert[]) => new Set(sent.map(alertKey));

test('the people on call are told again, under one key, until somebody takes it', async () => {
  const { sayAt, sent, waiting } = watched(OUT, { failures: 3 });
  await sayAt(6, LEADS);
  expect([sent.length, waiting()]).toEqual([1, 1]);
  let seconds = 6;
  while (waiting() > 0) await sayAt((seconds += 1), LEADS);
  heldAfter('receiver-away', seconds * 1_000);
  await sayAt(seconds + 60, LEADS);
  expect(sent).toHaveLength(4);
  expect(new Set(sent.map((alert) => JSON.stringify(alert))).size).toBe(1);
  expect(sent[0]?.at).toBe(new Date(NOON_MS).toISOString());
});

test('the people on call are told no more once the release is looked at, and of the next time anew', async () => {
  const { sayAt, sent, attention, waiting } = watched(OUT, { failures: 3 });
  await sayAt(6, LEADS);
  attention.lookedAt(OUT.id);
  await sayAt(8, LEADS);
  expect([sent.length, waiting()]).toEqual([1, 0]);
  await sayAt(12, LEADS);
  expect(keysOf(sent).size).toBe(2);
});

test('two instances that say the same at the same moment are told apart', async () => {
  const [one, other] = [watched(OUT), watched(OUT, { instance: 'other' })];
  for (const { sayAt } of [one, other]) await sayAt(6, null);
  expect(keysOf([...one.sent, ...other.sent]).size).toBe(2);
});

test('an instance that does not lead tells of it and holds nothing', async () => {
  const { sayAt, sent, written } = watched(OUT);
  await sayAt(6, null);
  expect([sent.length, written.length]).toEqual([1, 0]);
});

test('a release that is open for no one need not be looked at', async () => {
  const { sayAt, sent } = watched(DRAFT);
  await sayAt(600, LEADS);
  expect(sent).toEqual([]);
});
