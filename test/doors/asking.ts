/** Requests as nobody’s client would send them: half of one, one with a body of any length, one that never ends. */
import { once } from 'node:events';
import { connect } from 'node:net';

export type RawAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Sends these bytes and nothing after them; answers with what comes back before the connection ends or falls silent. */
export async function sendRaw(url: string, bytes: string): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  let received = '';
  socket.on('data', (chunk: Buffer) => (received += chunk.toString('latin1')));
  socket.write(bytes, 'latin1');
  const ended = once(socket, 'close');
  while (!isWhole(received) && !socket.destroyed) {
    await Promise.race([once(socket, 'data'), ended]);
  }
  socket.destroy();
  return read(received);
}

type Half = {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The length that is promised; of it only one byte comes. */
  readonly bytes: number;
};

/** A request whose body stops after its first byte. */
export function sendHalf(url: string, { method, path, headers = {}, bytes }: Half) {
  const lines = Object.entries({
    host: new URL(url).host,
    'content-type': 'application/json',
    'content-length': String(bytes),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  return sendRaw(url, [`${method} ${path} HTTP/1.1`, ...lines, '', '{'].join('\r\n'));
}

function isWhole(received: string): boolean {
  const [head = '', body] = received.split(/\r\n\r\n(.*)/s, 2);
  const length = /^content-length: (\d+)/im.exec(head)?.[1];
  return (
    body !== undefined &&
    (length === undefined ? body.endsWith('0\r\n\r\n') : body.length >= Number(length))
  );
}

function read(received: string): RawAnswer {
  const [head = '', body = ''] = received.split(/\r\n\r\n(.*)/s, 2);
  const [first = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line) => {
    const [name = '', value = ''] = line.split(/: (.*)/s, 2);
    return [name.toLowerCase(), value] as const;
  });
  return { status: Number(first.split(' ')[1]), headers: Object.fromEntries(headers), body };
}
