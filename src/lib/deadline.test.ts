import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

import { expect, onTestFinished, test } from 'vitest';

import { StoreTooSlowError, withinDeadline } from './deadline.ts';

const DEADLINE_MS = 40;

/** Both ends of a connection. */
async function connection(): Promise<readonly [Socket, Socket]> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const here = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [there] = (await once(server, 'connection')) as [Socket];
  onTestFinished(() => {
    for (const one of [here, there]) one.destroy();
    server.close();
  });
  return [here, there];
}

/** The program does nothing else for a while. */
function holdUp(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

test('what doesn’t answer in time is given up', async () => {
  const [here] = await connection();
  await expect(withinDeadline(DEADLINE_MS, once(here, 'data'))).rejects.toThrow(StoreTooSlowError);
});

test('an answer that came while the program itself was held up is taken', async () => {
  const [here, there] = await connection();
  const answer = withinDeadline(DEADLINE_MS, once(here, 'data'));
  there.write('an answer');
  holdUp(2 * DEADLINE_MS);
  expect(String(await answer)).toBe('an answer');
});

test('an answer that takes a few turns of a program that is held up is taken, too', async () => {
  const [here, there] = await connection();
  const answered = once(here, 'data').then(() => new Promise(setImmediate));
  const answer = withinDeadline(
    DEADLINE_MS,
    answered.then(() => 'an answer'),
  );
  there.write('an answer');
  holdUp(2 * DEADLINE_MS);
  expect(await answer).toBe('an answer');
});
