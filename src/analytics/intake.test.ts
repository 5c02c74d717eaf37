import { describe, expect, onTestFinished, test, vi } from 'vitest';

import { systemClock } from '../lib/clock.ts';
import { createLog } from '../lib/log.ts';
import type { PageReport, SentReports } from './counting/page-report.ts';
import type { PageStore } from './kept/page-store.ts';
import { createIntake, type NewReports } from './intake.ts';
import { keepTaking } from './keep-taking.ts';

const REPORT: Omit<PageReport, 'at'> = {
  person: '-1',
  page: 'contacts',
  device: 'phone',
  language: 'en',
  events: [{ name: 'page-shown', detail: '', valueClass: null }],
  from: { feature: 'profile_contacts', stage: '', cohort: 'open' },
};

const SENT: NewReports = { by: 'page', batch: null, reports: [REPORT] };

/** An intake before a store that is held, or fails, as a test wants. */
function intakeBefore(add: PageStore['add']) {
  const intake = createIntake({ store: { add }, clock: systemClock, log: createLog('silent') });
  onTestFinished(intake.close);
  return intake;
}

const reportsIn = (sent: readonly SentReports[]) => sent.flatMap(({ reports }) => reports);

/** A store that answers when it is let. */
function heldStore() {
  const batches: number[] = [];
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const add = async (sent: readonly SentReports[]) => {
    batches.push(reportsIn(sent).length);
    await held;
  };
  return { add, batches, letGo: () => letGo() };
}

describe('the intake of events', () => {
  test('answers when the report is durable, and not before', async () => {
    const { add, batches, letGo } = heldStore();
    const answered: string[] = [];
    const taken = intakeBefore(add)
      .take(SENT)
      .then((answer) => answered.push(answer));
    await expect.poll(() => batches).toEqual([1]);
    expect(answered).toEqual([]);
    letGo();
    await taken;
    expect(answered).toEqual(['counted']);
  });

  test('writes in one batch what came while the one before was written', async () => {
    const { add, batches, letGo } = heldStore();
    const { take } = intakeBefore(add);
    const first = take(SENT);
    await expect.poll(() => batches).toEqual([1]);
    const others = Array.from({ length: 30 }, () => take(SENT));
    letGo();
    expect(new Set(await Promise.all([first, ...others]))).toEqual(new Set(['counted']));
    expect(batches).toEqual([1, 30]);
  });

  test('asks to come back when too many wait, and counts all that it has taken', async () => {
    const { add, batches, letGo } = heldStore();
    const { take } = intakeBefore(add);
    const sent = Array.from({ length: 2_500 }, () => take(SENT));
    await expect.poll(() => batches).toHaveLength(1);
    letGo();
    const answers = await Promise.all(sent);
    const counted = answers.filter((answer) => answer === 'counted').length;
    expect(counted).toBe(2_000);
    expect(batches.reduce((sum, size) => sum + size, 0)).toBe(counted);
  });

  test('leaves room to pages, which do not come back, however much programs send', async () => {
    const { add, batches, letGo } = heldStore();
    const { take } = intakeBefore(add);
    const reports = Array.from({ length: 400 }, () => REPORT);
    const ofPrograms = Array.from({ length: 5 }, (_, one) =>
      take({ by: 'program', batch: `${one}`, reports }),
    );
    const ofPages = Array.from({ length: 1_300 }, () => take(SENT));
    letGo();
    const counted = (answers: readonly string[]) =>
      answers.filter((answer) => answer === 'counted').length;
    expect(counted(await Promise.all(ofPrograms))).toBe(2);
    expect(counted(await Promise.all(ofPages))).toBe(1_200);
    expect(batches).toEqual([2_000]);
  });

  test('has room for what a person waits for, however much pages send', async () => {
    const { add, letGo } = heldStore();
    const { take } = intakeBefore(add);
    const ofPages = Array.from({ length: 2_100 }, () => take(SENT));
    const answer = take({ ...SENT, by: 'server' });
    letGo();
    expect(await Promise.all(ofPages)).toContain('busy');
    expect(await answer).toBe('counted');
  });

  test('tells the store of what the server noticed under the same batch until it is counted', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const told: (readonly SentReports[])[] = [];
    const intake = intakeBefore((sent) => {
      told.push(sent);
      // Counted, and the answer is lost.
      return told.length === 1 ? Promise.reject(new Error('no answer')) : Promise.resolve();
    });
    intake.note(REPORT);
    await vi.advanceTimersByTimeAsync(1_000);
    intake.note(REPORT);
    await vi.advanceTimersByTimeAsync(5_000);
    const batches = told.map(([first]) => first?.batch);
    expect(told.map((sent) => reportsIn(sent).length)).toEqual([1, 1, 1]);
    expect(batches[1]).toBe(batches[0]);
    expect(batches[2]).not.toBe(batches[0]);
  });

  test('says so when the store fails, and goes on with the next report', async () => {
    const failing = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('no room'));
    const { take } = intakeBefore(failing);
    expect(await take(SENT)).toBe('busy');
    expect(await take(SENT)).toBe('counted');
  });

  test('is no sign that events are taken while the store fails, and is one when it counts again', async () => {
    const failing = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('no room'));
    const intake = intakeBefore(failing);
    const signs: Date[] = [];
    const clock = systemClock;
    const taking = { note: async (now: Date) => void signs.push(now) };
    const kept = keepTaking({ intake, taking, clock, log: createLog('silent') });
    onTestFinished(kept.stop);
    expect(signs).toHaveLength(1);
    expect(await intake.take(SENT)).toBe('busy');
    await kept.note();
    expect(signs).toHaveLength(1);
    expect(await intake.take(SENT)).toBe('counted');
    await kept.note();
    expect(signs).toHaveLength(2);
  });

  test('counts what the server noticed when the store works again', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const counted: PageReport[] = [];
    const failsOnce = vi
      .fn((sent: readonly SentReports[]) => Promise.resolve(void counted.push(...reportsIn(sent))))
      .mockRejectedValueOnce(new Error('no room'));
    intakeBefore(failsOnce).note(REPORT);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(counted).toHaveLength(1);
  });

  test('keeps what the server noticed while more browsers report than can wait', async () => {
    const { add, batches, letGo } = heldStore();
    const intake = intakeBefore(add);
    const sent = Array.from({ length: 2_100 }, () => intake.take(SENT));
    for (let one = 0; one < 10; one += 1) intake.note(REPORT);
    letGo();
    const answers = await Promise.all(sent);
    await intake.close();
    const counted = answers.filter((answer) => answer === 'counted').length;
    expect(batches.reduce((sum, size) => sum + size, 0)).toBe(counted + 10);
  });

  test('ends though the database never answers', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const intake = createIntake({
      store: { add: () => new Promise(() => undefined) },
      clock: systemClock,
      log: createLog('silent'),
    });
    intake.note(REPORT);
    const closed = intake.close();
    await vi.advanceTimersByTimeAsync(5_000);
    await closed;
  });

  test('counts what waits before it ends', async () => {
    const counted: PageReport[] = [];
    const intake = intakeBefore((sent) => Promise.resolve(void counted.push(...reportsIn(sent))));
    intake.note(REPORT);
    await intake.close();
    expect(counted).toHaveLength(1);
  });
});
