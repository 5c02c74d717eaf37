import { gunzipSync } from 'node:zlib';
import { request } from 'undici';

export type Exchange = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
};

export type ClientSettings = {
  /** The address of the API, without a slash at its end. */
  readonly url: string;
  readonly token: string;
  /** Whether answers may come compressed. */
  readonly gzip: boolean;
};

export type Question = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Sends as Ruby's client does: everything is labelled JSON, bodiless requests too, and signed by Basic. */
export async function exchange(
  { url, token, gzip }: ClientSettings,
  { method, path, body, headers }: Question,
): Promise<Exchange> {
  const answer = await request(url + path, {
    method,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'user-agent': 'Flipper HTTP Adapter v1.4.2',
      authorization: `Basic ${Buffer.from(`flipper:${token}`).toString('base64')}`,
      'accept-encoding': gzip ? 'gzip;q=1.0,deflate;q=0.6,identity;q=0.3' : 'identity',
      ...headers,
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const bytes = Buffer.from(await answer.body.arrayBuffer());
  const isCompressed = answer.headers['content-encoding'] === 'gzip';
  if (isCompressed !== (gzip && bytes.length > 0)) {
    throw new Error(`${method} ${path}: the encoding is not the one that was accepted`);
  }
  const text = (isCompressed ? gunzipSync(bytes) : bytes).toString('utf8');
  return { status: answer.statusCode, headers: answer.headers, text };
}
