import { errors, type Dispatcher } from 'undici';
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

type UpstreamAddress = { readonly path: string; readonly traceparent: string };

/** `cut-off`: the connection ended in the middle of an answer, `unreachable`: before one had begun. */
export type Unheard = 'unreachable' | 'cut-off' | 'malformed';

/** One question and its whole answer over HTTP; ends when `signal` aborts. */
export function exchange(
  dispatcher: Dispatcher,
  { path, traceparent }: UpstreamAddress,
  signal: AbortSignal,
): Promise<Result<Heard, Unheard>> {
  if (signal.aborted) return Promise.resolve(err('unreachable'));
  return new Promise((resolve) => {
    const headers = { ...HEADERS, traceparent };
    dispatcher.dispatch(
      { path, method: 'POST', headers, body: QUESTION },
      listener(signal, resolve),
    );
  });
}

const LEFT = new errors.RequestAbortedError();

/** Hears one answer. Without a stream of its body, which costs as much as all else of the exchange. */
function listener(
  signal: AbortSignal,
  resolve: (heard: Result<Heard, Unheard>) => void,
): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = [];
  let size = 0;
  let begun: Omit<Heard, 'body'> | null = null;
  let controller: Dispatcher.DispatchController | null = null;
  const end = (heard: Result<Heard, Unheard>) => {
    signal.removeEventListener('abort', leave);
    resolve(heard);
  };
  const leave = () => {
    end(err(begun === null ? 'unreachable' : 'cut-off'));
    controller?.abort(LEFT);
  };
  signal.addEventListener('abort', leave, { once: true });
  return {
    onRequestStart: (started) => {
      controller = started;
      // It may have waited for a connection for longer than anybody waits for the answer.
      if (signal.aborted) started.abort(LEFT);
    },
    onResponseStart: (_started, status, headers) => {
      // What comes before the answer, as 103 does.
      if (status < 200) return;
      begun = { status, auditId: readAuditId(headers['vaprofiletxauditid']) };
    },
    onResponseData: (started, chunk) => {
      size += chunk.length;
      if (begun !== null && size > LARGEST_BODY_BYTES) {
        end(ok({ ...begun, body: null }));
        started.abort(LEFT);
      } else chunks.push(chunk);
    },
    onResponseEnd: () => {
      const body = Buffer.concat(chunks).toString('utf8');
      end(begun === null ? err('malformed') : ok({ ...begun, body }));
    },
    onResponseError: (_started, cause) => {
      const unheard = begun === null ? 'unreachable' : 'cut-off';
      end(err(cause instanceof errors.HTTPParserError ? 'malformed' : unheard));
    },
  };
}

// Only what looks like an id is kept, since it is shown to people and written to the log.
function readAuditId(header: string | readonly string[] | undefined): string | null {
  return typeof header === 'string' && /^[\w-]{1,64}$/.test(header) ? header : null;
}
