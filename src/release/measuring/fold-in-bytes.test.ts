import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';

import { closedVisit, goodVisit, OUR_FAULT, people } from '../../../test/world/people.ts';
import {
  CANARY_PLAN,
  GO,
  journalOf,
  LOADED,
  MONDAY_TEN,
  release,
  STAGE_A,
  STAGE_B,
} from '../../../test/world/releases.ts';
import { batchOf } from './batch.ts';
import { bytesOfFold, foldInBytes } from './fold-in-bytes.ts';
import { seenSince } from '../../../test/world/seen-since.ts';
import { createMemoryMeasurements } from '../../../test/world/in-memory/memory-measurements.ts';
import { FROM_THE_START } from './kept/measurements.ts';
import { RunWatch } from './run-watch.ts';

const IN_B = release({ entries: journalOf(LOADED, GO, STAGE_A, STAGE_B) });

/** Two days of people: they come, come again, fail and wait, before the stages and in them. */
async function foldedDays(): Promise<RunWatch> {
  const measurements = createMemoryMeasurements(() => 0);
  for (let minute = -600; minute < 2_200; minute += 100) {
    const share = minute < 3 ? 0 : 0.5;
    const at = new Date(MONDAY_TEN.getTime() + minute * 60_000);
    const fault = minute % 300 === 0 ? OUR_FAULT : {};
    const told = { toggle: 'canary', at, share, ...fault };
    const observations = [
      ...people('without', 3).map((person) => closedVisit(person, told)),
      ...(share === 0 ? [] : people('with', 2).map((person) => goodVisit(person, told))),
      ...(share === 0 ? [] : [goodVisit('slow', { ...told, durationMs: 9_000 })]),
    ];
    const given = { observations, release: IN_B, instance: 'one', closed: null };
    await measurements.add('canary', batchOf({ ...given, pseudonym: (text) => text }));
  }
  const watch = RunWatch.begin(CANARY_PLAN, 1);
  watch.follow(IN_B);
  const { events, answerCounts } = await seenSince(measurements, 'canary', FROM_THE_START);
  for (const event of events) watch.note(event);
  for (const counted of answerCounts) watch.noteAnswers(counted, MONDAY_TEN);
  return watch;
}

function digestOf(state: RunWatch['state']): string {
  const text = JSON.stringify(state, (_, value: unknown) =>
    value instanceof Map ? [...(value as Map<unknown, unknown>)] : value,
  );
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

test('what is folded changes together with the form in which it is saved', async () => {
  // Another digest? Then raise FOLD_FORM in fold-in-bytes.ts, or instances go on from what an older program folded.
  expect(digestOf((await foldedDays()).state)).toBe('411c25573ab2102e');
});

test('what is folded comes back from its bytes as it was', async () => {
  const { state } = await foldedDays();
  const fold = { watch: state, marks: { event: 7, answerCount: 9 }, version: 4 };
  expect(await foldInBytes(await bytesOfFold(fold))).toEqual(fold);
});
