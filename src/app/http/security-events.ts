import { createHmac } from 'node:crypto';
import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { personOf } from '../../identity/index.ts';
import type { Log } from '../../lib/log.ts';
import { doorOf } from './doors.ts';

type SecurityEvent = 'signed-in' | 'sign-in-failed' | 'token-refused' | 'step-refused';

/** Writes down who signed in and what was refused: by a keyed hash of the account, and a prefix of the address. */
export function noteSecurityEvents(app: FastifyInstance, log: Log, key: string): void {
  app.addHook('onResponse', async (request, reply) => {
    const event = eventIn(request, reply);
    if (event === null) return;
    const write = event === 'signed-in' ? log.info : log.warn;
    write(event, securityFields(request, key));
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

function eventIn(
  { routeOptions }: FastifyRequest,
  { statusCode }: FastifyReply,
): SecurityEvent | null {
  const { url } = routeOptions;
  if (url === '/auth/callback') return statusCode === 302 ? 'signed-in' : 'sign-in-failed';
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
