import type { FastifyInstance } from 'fastify';

import { MINUTE_MS } from '../../lib/duration.ts';
import {
  comment,
  createEventStreams,
  eventText,
  sendStream,
} from '../../lib/event-stream/index.ts';
import type { ReleaseEngine } from '../../release/index.ts';
import { isUnderWay, type Rehearsals } from '../rehearsal/rehearsals.ts';
import { movesBetween, standingsOf, type Move, type KnownStandings } from './moves.ts';

export type LiveRoutesDeps = {
  readonly engine: Pick<ReleaseEngine, 'figures'>;
  readonly rehearsals: Pick<Rehearsals, 'underWay' | 'of'>;
  /** How often it is looked whether something has moved, in milliseconds. */
  readonly lookEveryMs?: number;
};

const LOOK_EVERY_MS = 1_000;
/** Well below the half minute after which an open page says that it is not live. */
const HEARTBEAT_MS = 10_000;
const STILL_HERE = eventText({ name: 'still-here', data: {} });
/** A stream ends before a role could be long gone; the browser opens the next one, and is asked again who it is. */
const LONGEST_MS = 5 * MINUTE_MS;

type LiveRequest = {
  Querystring: {
    readonly release?: string;
    readonly version?: string;
    readonly rehearsing?: string;
  };
};

/** `/console/live`: events that say which release has moved on. What they cost does not grow with pages that listen. */
export function liveRoutes(app: FastifyInstance, deps: LiveRoutesDeps): void {
  const { engine, rehearsals, lookEveryMs = LOOK_EVERY_MS } = deps;
  const streams = createEventStreams({ heartbeatMs: HEARTBEAT_MS, heartbeat: STILL_HERE });
  let known: KnownStandings = new Map();
  let rehearsed: readonly string[] = [];
  const look = () => {
    if (streams.count() === 0) return;
    const now = standingsOf(engine.figures().releases);
    for (const move of movesBetween(known, now)) streams.tell(eventOf(move));
    known = now;
    const underWay = rehearsals.underWay();
    const over = rehearsed.filter((release) => !underWay.includes(release));
    for (const release of underWay) streams.tell(rehearsalOf(release, ''));
    for (const release of over) streams.tell(rehearsalOf(release, OVER));
    rehearsed = underWay;
  };
  const timer = setInterval(look, lookEveryMs);
  timer.unref();
  app.addHook('preClose', (done) => {
    clearInterval(timer);
    streams.close();
    done();
  });
  app.get<LiveRequest>('/console/live', { exposeHeadRoute: false }, (request, reply) => {
    const now = standingsOf(engine.figures().releases);
    if (streams.count() === 0) known = now;
    const { query } = request;
    const stream = streams.open(missedSince(query, now) + missedRehearsal(query, rehearsals));
    if (!stream) return reply.code(429).header('retry-after', '60').send({ message: TOO_MANY });
    const end = setTimeout(() => stream.destroy(), LONGEST_MS);
    end.unref();
    stream.once('close', () => clearTimeout(end));
    return sendStream(reply, stream);
  });
}

const TOO_MANY = 'Too many pages are live already. Refresh this one by hand.';

/** A page that was asked for before the stream opened may have missed a step. */
function missedSince(
  { release, version }: LiveRequest['Querystring'],
  now: KnownStandings,
): string {
  const standing = release === undefined ? undefined : now.get(release);
  if (release === undefined || !standing || String(standing.version) === version) {
    return comment('open');
  }
  return eventOf({
    kind: 'act',
    release,
    version: standing.version,
    sentence: standing.lastStep,
  });
}

/** That the rehearsal under way on the page ended before the stream opened; one of another instance is not known. */
function missedRehearsal(
  { release, rehearsing }: LiveRequest['Querystring'],
  rehearsals: Pick<Rehearsals, 'of'>,
): string {
  if (release === undefined) return '';
  const shown = rehearsals.of(release).find(({ key }) => key === rehearsing);
  return shown && !isUnderWay(shown) ? rehearsalOf(release, OVER) : '';
}

function eventOf({ kind, ...data }: Move): string {
  return eventText({ name: kind, data });
}

const OVER = 'The rehearsal is over.';

/** Only pages that hear of rehearsals ask for themselves again. */
function rehearsalOf(release: string, sentence: string): string {
  return eventText({ name: 'rehearsal', data: { release, version: 0, sentence } });
}
