import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Starts listening, on loopback and a free port unless told otherwise, and says at which URL. */
export async function listen(
  server: Server,
  { port = 0, host = '127.0.0.1' }: { readonly port?: number; readonly host?: string },
): Promise<string> {
  server.listen(port, host);
  await once(server, 'listening');
  return `http://${host}:${portOf(server.address())}`;
}

/** Stops at once: a stand-in's half-sent answers are worth nothing. */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}

export function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') {
    throw new Error('a stand-in listens on a TCP port');
  }
  return address.port;
}
