import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { newId } from '../../lib/ids.ts';
import { closeServer, listen } from '../listen.ts';
import type { StandInPerson } from '../people/index.ts';
import { answerTo, identifierOf, readQuestion, type StandInAnswer } from './question.ts';
import { faultPicker, type Fault } from './fault.ts';

export type VaProfileStandIn = {
  /** The base URL, e.g. `http://127.0.0.1:41234`. */
  readonly url: string;
  /** From the next request on. */
  fault(fault: Fault): void;
  /** How many requests have been seen since the start, faulty ones included. */
  requests(): number;
  /** Also ends the answers that are still held back. */
  close(): Promise<void>;
};

export async function startVaProfileStandIn(options: {
  readonly people: readonly StandInPerson[];
  readonly port?: number;
  readonly host?: string;
}): Promise<VaProfileStandIn> {
  const contacts = contactsByIdentifier(options.people);
  let nextFault = faultPicker({ kind: 'none' });
  let seen = 0;
  const server = createServer((request, response) => {
    seen += 1;
    const fault = nextFault();
    if (fault === 'slow') return;
    if (fault === 'refuse') return void request.socket.resetAndDestroy();
    void readQuestion(request).then((question) => {
      const answer = answerTo(question, contacts, fault);
      if (fault === 'drip') drip(response, answer);
      else send(response, answer);
    }, ignoreLostClient(request));
  });
  return {
    url: await listen(server, options),
    fault: (fault) => {
      nextFault = faultPicker(fault);
    },
    requests: () => seen,
    close: () => closeServer(server),
  };
}

function contactsByIdentifier(people: readonly StandInPerson[]) {
  return new Map(
    people.flatMap(({ credential, contacts }) =>
      credential && contacts ? [[identifierOf(credential), contacts] as const] : [],
    ),
  );
}

function headersFor(answer: StandInAnswer, bytes: number) {
  return {
    'content-type': 'application/json',
    'content-length': bytes,
    'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
    vaprofiletxauditid: newId(),
    connection: answer.status === 200 ? 'keep-alive' : 'close',
  };
}

function send(response: ServerResponse, answer: StandInAnswer): void {
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, headersFor(answer, body.length)).end(body);
}

const BETWEEN_BYTES_MS = 20;

/** The whole answer, a byte at a time, until the client has lost its patience. */
function drip(response: ServerResponse, answer: StandInAnswer): void {
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, headersFor(answer, body.length));
  let sent = 0;
  const timer = setInterval(() => {
    response.write(body.subarray(sent, sent + 1));
    sent += 1;
    if (sent === body.length) response.end();
  }, BETWEEN_BYTES_MS);
  response.on('close', () => clearInterval(timer));
}

function ignoreLostClient(request: IncomingMessage) {
  return () => request.destroy();
}
