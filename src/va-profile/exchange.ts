import { errors, request, type Dispatcher } from 'undici';
import { err, ok, type Result } from '../lib/result.ts';

/** What VA Profile sent. `body` is null when it was larger than a health benefit can be. */
export type Heard = {
  readonly status: number;
  readonly auditId: string | null;
  readonly body: string | null;
};

/** A whole health benefit is some tens of kilobytes. */
const LARGEST_BODY_BYTES = 1024 * 1024;

const QUESTION = JSON.stringify({ bios: [{ bioPath: 'healthBenefit' }] });

const HEADERS = {
  accept: 'application/json',
  'content-type': 'application/json',
  'user-agent': 'Vets.gov Agent',
};

type UpstreamAddress = { readonly url: string; readonly traceparent: string };

/** `cut-off`: the connection ended in the middle of an answer, `unreachable`: before one had begun. */
export type Unheard = 'unreachable' | 'cut-off' | 'malformed';

/** One question and its whole answer over HTTP; ends when `signal` aborts. */
export async function exchange(
  dispatcher: Dispatcher,
  { url, traceparent }: UpstreamAddress,
  signal: AbortSignal,
): Promise<Result<Heard, Unheard>> {
  let unheard: Unheard = 'unreachable';
  try {
    const { statusCode, headers, body } = await request(url, {
      dispatcher,
      signal,
      method: 'POST',
      headers: { ...HEADERS, traceparent },
      body: QUESTION,
    });
    unheard = 'cut-off';
    const auditId = readAuditId(headers['vaprofiletxauditid']);
    return ok({ status: statusCode, auditId, body: await readAtMost(LARGEST_BODY_BYTES, body) });
  } catch (cause) {
    return err(cause instanceof errors.HTTPParserError ? 'malformed' : unheard);
  }
}

async function readAtMost(bytes: number, body: AsyncIterable<unknown>): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a body is made of bytes');
    size += chunk.length;
    if (size > bytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

// Only what looks like an id is kept, since it is shown to people and written to the log.
function readAuditId(header: string | readonly string[] | undefined): string | null {
  return typeof header === 'string' && /^[\w-]{1,64}$/.test(header) ? header : null;
}
