import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

import type { HeaderList } from './security-headers.ts';

/** What the server says by itself, before a request has become one that routes could answer. */
const SENTENCES = {
  400: ['invalid-request', 'This is no HTTP request that can be read. Nothing was done.'],
  408: ['too-slow', 'The request did not come in time, so nothing was done. Send it again.'],
  417: ['invalid-request', 'The only expectation that is met here is 100-continue.'],
  431: ['invalid-request', 'The headers are too long. Send fewer cookies or a shorter address.'],
  503: ['busy', 'Too many connections are open right now. Please try again in a moment.'],
} as const;

type BareStatus = keyof typeof SENTENCES;

/** A whole answer as it goes over the wire, for connections that have no request yet. */
export function bareAnswer(status: BareStatus, headers: HeaderList): string {
  const lines = Object.entries(bareHeaders(status, headers)).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const start = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`;
  return [start, ...lines, '', bodyOf(status)].join('\r\n');
}

/** Answers what Node would answer without our headers: unreadable and late requests, unknown expectations. */
export function answerBareRequests(
  server: Server,
  headers: HeaderList,
  onAnswer: (status: number) => void,
): void {
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    onAnswer(417);
    response.writeHead(417, bareHeaders(417, headers)).end(bodyOf(417));
  });
}

/** For Fastify's `clientErrorHandler`. */
export function refuseUnreadable(headers: HeaderList, onAnswer: (status: number) => void) {
  return (error: Error & { readonly code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    const status = STATUS_OF[error.code ?? ''] ?? 400;
    if (socket.writable) {
      onAnswer(status);
      socket.write(bareAnswer(status, headers));
    }
    socket.destroy();
  };
}

const STATUS_OF: Readonly<Record<string, BareStatus>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

function bareHeaders(status: BareStatus, headers: HeaderList): HeaderList {
  return {
    ...headers,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(bodyOf(status))),
    ...(status === 503 && { 'retry-after': '1' }),
    connection: 'close',
  };
}

function bodyOf(status: BareStatus): string {
  const [code, message] = SENTENCES[status];
  return JSON.stringify({ code, message });
}
