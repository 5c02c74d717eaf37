import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { expect, onTestFinished, test } from 'vitest';

import { keepRoom } from './connections.ts';

async function serverThatAnswers() {
  const server = createServer((_request, response) => response.end('an answer'));
  const hangUpIdle = keepRoom(server, 10, () => '');
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { server, hangUpIdle, port: (server.address() as AddressInfo).port };
}

test('who has just connected while the program hangs up is still answered; who asks nothing is left', async () => {
  const { server, hangUpIdle, port } = await serverThatAnswers();
  const taken = async () => {
    const socket = connect(port, '127.0.0.1');
    await once(server, 'connection');
    return socket;
  };
  const [proxy, browser] = [await taken(), await taken()];
  hangUpIdle();
  proxy.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  expect(await text(proxy)).toContain('an answer');
  await once(browser, 'close');
});
