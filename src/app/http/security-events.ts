import { createHmac } from 'node:crypto';
import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { personOf } from '../../identity/index.ts';
import type { Log } from '../../lib/log.ts';
import { doorOf } from './doors.ts';

type SecurityEvent =
  | 'signed-in'
  | 'sign-in-failed'
  | 'token-refused'
  | 'step-refused'
  | 'token-created'
  | 'token-revoked'
  | 'sessions-ended';

/** What was done, by the status of a route, or by the page to which a form leads. */
const DONE: ReadonlyMap<string, SecurityEvent> = new Map([
  ['201 /api/tokens', 'token-created'],
  ['204 /api/tokens/:name', 'token-revoked'],
  ['303 /console/access?notice=token-revoked', 'token-revoked'],
  ['303 /console/access?notice=sessions-ended', 'sessions-ended'],
]);

const EXPECTED: ReadonlySet<SecurityEvent> = new Set([
  'signed-in',
  'token-created',
  'token-revoked',
  'sessions-ended',
]);

/** Writes down who signed in and what was refused: by a keyed hash of the account, and a prefix of the address. */
export function noteSecurityEvents(app: FastifyInstance, log: Log, key: string): void {
  app.addHook('onResponse', (request, reply, done) => {
    const event = eventIn(request, reply);
    if (event !== null) {
      const write = EXPECTED.has(event) ? log.info : log.warn;
      write(event, securityFields(request, key));
    }
    done();
  });
}

/** What a line may say of a person. */
export function securityFields(request: FastifyRequest, key: string) {
  const { id: requestId } = request;
  const person = 'person' in request ? personOf(request) : null;
  const account =
    person && createHmac('sha256', key).update(person.accountId).digest('base64url').slice(0, 16);
  const route = request.routeOptions.url ?? 'unknown';
  return { requestId, route, network: networkOf(request.ip), ...(account && { account }) };
}

function eventIn({ routeOptions }: FastifyRequest, reply: FastifyReply): SecurityEvent | null {
  const { url } = routeOptions;
  const { statusCode } = reply;
  if (url === '/auth/callback') return statusCode === 302 ? 'signed-in' : 'sign-in-failed';
  const led = reply.getHeader('location') ?? url?.replace(/\/$/, '');
  const done = DONE.get(`${statusCode} ${String(led)}`);
  if (done) return done;
  const { who } = doorOf(url);
  if (statusCode === 401 && who.startsWith('token')) return 'token-refused';
  const isSteps = who === 'operator' || who.startsWith('token');
  return statusCode === 403 && isSteps ? 'step-refused' : null;
}

/** The first 24 bits of an address, of IPv6 the first 48: where from, but not who. */
function networkOf(ip: string): string {
  const v4 = /^(\d+\.\d+\.\d+)\.\d+$/.exec(normalizeIP(ip))?.[1];
  return v4 === undefined ? `${normalizeIP(ip, 48)}/48` : `${v4}.0/24`;
}
