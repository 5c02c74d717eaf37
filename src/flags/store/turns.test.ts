import { expect, test } from 'vitest';

import { NoAnswerError, NoFreeConnectionError } from '../../lib/database/index.ts';
import { createTurns } from './turns.ts';

/** Work that ends when it is told to. */
function held(name: string, begun: string[]) {
  let end: () => void = () => undefined;
  const until = new Promise<void>((resolve) => (end = resolve));
  const work = async () => {
    begun.push(name);
    await until;
    return name;
  };
  return { work, end };
}

test('one is done after the other, in order, whether they succeed or fail', async () => {
  const inTurn = createTurns(60_000);
  const begun: string[] = [];
  const first = held('first', begun);
  const answers = Promise.allSettled([
    inTurn(first.work),
    inTurn(() => Promise.reject(new Error('the second fails'))),
    inTurn(() => Promise.resolve(begun.push('third'))),
  ]);
  await expect.poll(() => begun).toEqual(['first']);
  first.end();
  expect((await answers).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  expect(begun).toEqual(['first', 'third']);
});

test('who waits too long is told so and never done; who comes later still waits for the one before', async () => {
  const inTurn = createTurns(20);
  const begun: string[] = [];
  const first = held('first', begun);
  const done = inTurn(first.work);
  await expect(inTurn(held('late', begun).work)).rejects.toThrow(NoFreeConnectionError);
  await expect(inTurn(held('later', begun).work)).rejects.toThrow('did not begin');
  first.end();
  await done;
  expect(await inTurn(() => Promise.resolve('next'))).toBe('next');
  expect(begun).toEqual(['first']);
});

test('who waits while the database falls silent is not kept for the next to find that out; who comes later is', async () => {
  const inTurn = createTurns(60_000);
  const begun: string[] = [];
  const silent = () => Promise.reject(new NoAnswerError(null, { silentMs: 2_000 }));
  const answers = await Promise.allSettled([
    inTurn(silent),
    inTurn(held('second', begun).work),
    inTurn(held('third', begun).work),
  ]);
  for (const answer of answers.slice(1)) {
    expect(answer).toMatchObject({ reason: { silentMs: 2_000, mayHaveWritten: false } });
  }
  expect(begun).toEqual([]);
  expect(await inTurn(() => Promise.resolve('later'))).toBe('later');
});
