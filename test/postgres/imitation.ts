import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

export type ImitationServer = { readonly url: string; stop(): Promise<void> };

/**
 * Speaks just enough of PostgreSQL's protocol to be a server that can't be had here: one of another
 * version, which answers every query with `version`, or one that refuses every client with `errorCode`.
 */
export async function imitatePostgres(
  part: { readonly version: string } | { readonly errorCode: string },
): Promise<ImitationServer> {
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    clients.add(client);
    client.once('data', () => {
      if ('errorCode' in part) {
        client.end(errorResponse(part.errorCode));
        return;
      }
      client.on('data', (message) => {
        if (message.toString('latin1', 0, 1) === 'Q') client.write(oneValue(part.version));
      });
      client.write(Buffer.concat([message('R', Buffer.alloc(4)), READY]));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    for (const client of clients) client.destroy();
    await once(server.close(), 'close');
  };
  return { url: `postgresql://ada:lovelace-1815@127.0.0.1:${port}/library`, stop };
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const READY = message('Z', Buffer.from('I'));

function oneValue(value: string): Buffer {
  const TEXT = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 25, 255, 255, 255, 255, 255, 255, 0, 0]);
  const description = Buffer.concat([Buffer.from([0, 1]), Buffer.from('version\0'), TEXT]);
  const row = Buffer.concat([Buffer.from([0, 1, 0, 0, 0, value.length]), Buffer.from(value)]);
  const complete = message('C', Buffer.from('SELECT 1\0'));
  return Buffer.concat([message('T', description), message('D', row), complete, READY]);
}

const errorResponse = (code: string) =>
  message('E', Buffer.from(`SFATAL\0VFATAL\0C${code}\0Mnot today\0\0`));
