/** Reads a stream of server-sent events as it arrives. */
import { request } from 'undici';

export type EventReader = {
  readonly status: number;
  /** All that has arrived, as it was sent. */
  text(): string;
  /** Settles when the server ends the stream. */
  readonly ended: Promise<void>;
  leave(): void;
};

export async function readEvents(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<EventReader> {
  const leaving = new AbortController();
  const { statusCode: status, body } = await request(url, { headers, signal: leaving.signal });
  let text = '';
  body.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
  });
  const ended = new Promise<void>((resolve) => {
    body.once('end', resolve);
    // Leaving ends it with an error.
    body.once('error', () => resolve());
  });
  return { status, text: () => text, ended, leave: () => leaving.abort() };
}
