import type {
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
  onRequestHookHandler,
} from 'fastify';

import { errorBody, takeStrictBodies } from '../lib/http/index.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { PageReport, PageSource } from './counting/page-report.ts';
import { readBatch, type BrowserBatch } from './events/read-batch.ts';
import { readProgramBatch, type ProgramBatch } from './events/read-program-batch.ts';
import type { Intake, NewReports } from './intake.ts';

export type EventRoutesDeps = {
  readonly intake: Intake;
  /** A keyed hash of 64 bits, as text: by it a batch is known again. */
  readonly hash: (text: string) => string;
  /** Hears what was answered to so many events. */
  readonly onAnswer: (answer: 'counted' | 'busy', events: number) => void;
  readonly pages: PageDoor;
  readonly programs: ProgramDoor;
};

/** What our own pages send, from the session of who is signed in. */
export type PageDoor = {
  /** Refuses what pages of other sites send. */
  readonly sameOriginOnly: onRequestHookHandler;
  /** Who sent a request, by a keyed hash, and under what they met the page; null for people who are not signed in. */
  readonly senderOf: (request: FastifyRequest) => Sender | null;
};

/** What other programs send of their own pages, with a token. */
export type ProgramDoor = {
  /** In their order: whether the token may, and not too often. */
  readonly authorize: readonly onRequestHookHandler[];
  /** The reports as they are counted, with people as keyed hashes. */
  readonly reportsOf: (
    request: FastifyRequest,
    batch: ProgramBatch,
  ) => Result<NewReports['reports'], EventRefusal>;
};

export type Sender = Pick<PageReport, 'person'> & { readonly from: PageSource };

/**
 * `POST /v0/events`: what a page noticed, or with a token what another program did. Answers `{ counted }` once that is
 * durable, and the same to a batch that comes again. Of people whose browser asks not to be followed nothing is counted.
 */
export function eventRoutes(deps: EventRoutesDeps): FastifyPluginAsync {
  return async (app) => {
    takeStrictBodies(app);
    const senders = new WeakMap<FastifyRequest, Sender>();
    app.addHook('onRequest', async (request, reply) => {
      const sender = deps.pages.senderOf(request);
      if (sender !== null) senders.set(request, sender);
      else if (!hasToken(request)) return refuse(reply, SIGNED_OUT);
    });
    const isPage = (request: FastifyRequest) => senders.has(request);
    app.addHook('onRequest', only(isPage, deps.pages.sameOriginOnly));
    const isProgram = (request: FastifyRequest) => !isPage(request);
    for (const hook of deps.programs.authorize) app.addHook('onRequest', only(isProgram, hook));
    app.post('/v0/events', async (request, reply) => {
      const sender = senders.get(request);
      const read = sender ? readPage(deps, request, sender) : readProgram(deps, request);
      if (!read.ok) return refuse(reply, read.error);
      if (sender && asksNotToBeCounted(request)) return reply.send({ counted: 0 });
      const events = countIn(read.value);
      const taken = await deps.intake.take(read.value);
      deps.onAnswer(taken, events);
      if (taken === 'counted') return reply.send({ counted: events });
      return refuse(reply.header('retry-after', RETRY_AFTER_S), BUSY);
    });
  };
}

/** A browser may send along what it knows as a password: who is signed in is a person all the same. */
const hasToken = ({ headers }: FastifyRequest) => headers.authorization !== undefined;

function only(
  isMeant: (request: FastifyRequest) => boolean,
  hook: onRequestHookHandler,
): onRequestHookHandler {
  return function (request, reply, done) {
    if (isMeant(request)) hook.call(this, request, reply, done);
    else done();
  };
}

type ReadReports = Result<NewReports, EventRefusal>;

function readPage(
  { hash }: EventRoutesDeps,
  { body }: FastifyRequest,
  sender: Sender,
): ReadReports {
  const read = readBatch(body);
  if (!read.ok) return err({ ...UNREADABLE, detail: read.error });
  const { view } = read.value;
  const batch = batchOf(hash, sender.person, read.value);
  return ok({ by: 'page', batch, reports: [{ ...view, ...sender }] });
}

function readProgram({ hash, programs }: EventRoutesDeps, request: FastifyRequest): ReadReports {
  const read = readProgramBatch(request.body);
  if (!read.ok) return err({ ...UNREADABLE, detail: read.error });
  const reports = programs.reportsOf(request, read.value);
  if (!reports.ok) return reports;
  // Whatever token it comes with: that may be a new one the second time.
  const batch = batchOf(hash, 'program', read.value);
  return ok({ by: 'program', batch, reports: reports.value });
}

/** With all that it says: an id that is used twice by mistake loses no event. */
function batchOf(
  hash: EventRoutesDeps['hash'],
  sender: string,
  sent: BrowserBatch | ProgramBatch,
): string | null {
  return sent.id === null ? null : hash(`batch ${JSON.stringify([sender, sent])}`);
}

const countIn = ({ reports }: NewReports) =>
  reports.reduce((sum, { events }) => sum + events.length, 0);

/** By Global Privacy Control or Do Not Track. */
export function asksNotToBeCounted({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return headers['sec-gpc'] === '1' || headers['dnt'] === '1';
}

const RETRY_AFTER_S = '5';

/** A refusal, in the form of the contacts API. */
export type EventRefusal = Parameters<typeof errorBody>[0];

const SIGNED_OUT: EventRefusal = {
  title: 'Not authorized',
  detail:
    'Sign in first: only pages of people who are signed in report events. A program sends "Authorization: Bearer TOKEN".',
  code: '401',
  status: '401',
};
const UNREADABLE: Omit<EventRefusal, 'detail'> = {
  title: 'Events not understood',
  code: 'events-invalid',
  status: '400',
};
const BUSY: EventRefusal = {
  title: 'Service unavailable',
  detail: 'The events could not be counted now. Send them again in a few seconds.',
  code: 'events-busy',
  status: '503',
};

function refuse(reply: FastifyReply, error: EventRefusal): FastifyReply {
  return reply.code(Number(error.status)).send(errorBody(error));
}
