import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { startFaultProxy, type FaultProxy } from './tcp-proxy.ts';

let echo: Server;
let proxy: FaultProxy;

beforeEach(async () => {
  echo = createServer((socket) => void socket.pipe(socket)).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  proxy = await startFaultProxy({ port: (echo.address() as AddressInfo).port });
});

afterEach(async () => {
  await proxy.close();
  echo.close();
});

async function connected(): Promise<Socket> {
  const socket = connect(proxy.port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

async function echoed(socket: Socket, text: string): Promise<string> {
  socket.write(text);
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  return bytes.toString();
}

async function control(): Promise<void> {
  const other = connect((echo.address() as AddressInfo).port, '127.0.0.1');
  await once(other, 'connect');
  await echoed(other, 'control');
  other.destroy();
}

describe('the fault proxy', () => {
  test('lets everything pass at first', async () => {
    expect(await echoed(await connected(), 'hello')).toBe('hello');
  });

  test('passes late when told to', async () => {
    proxy.set({ kind: 'latency', milliseconds: 30 });
    const began = performance.now();
    expect(await echoed(await connected(), 'hello')).toBe('hello');
    expect(performance.now() - began).toBeGreaterThan(55);
  });

  test('cuts what is open and lets nobody new in', async () => {
    const socket = await connected();
    await echoed(socket, 'hello');
    const cut = once(socket, 'close');
    proxy.set({ kind: 'cut' });
    await cut;
    const refused = connect(proxy.port, '127.0.0.1');
    await expect(once(refused, 'close')).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test('swallows in a black hole, and a connection that lost bytes stays dead', async () => {
    const [lost, later] = [await connected(), await connected()];
    await echoed(lost, 'hello');
    await echoed(later, 'hello');
    proxy.set({ kind: 'black-hole' });
    let heard = '';
    lost.on('data', (bytes: Buffer) => (heard += bytes.toString()));
    await new Promise((written) => lost.write('swallowed', written));
    // What another way carried there and back had as far to go.
    await control();
    proxy.set({ kind: 'pass' });
    lost.write('still swallowed');
    expect(await echoed(later, 'passes')).toBe('passes');
    expect(heard).toBe('');
    expect(lost.destroyed).toBe(false);
  });
});
