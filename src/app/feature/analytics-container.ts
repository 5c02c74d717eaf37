import type { FastifyInstance, FastifyRequest } from 'fastify';

import { asksNotToBeCounted } from '../../analytics/index.ts';
import { personOf } from '../../identity/index.ts';
import { policyWithContainer, type Container } from '../http/security-headers.ts';

type ContainerFor = (request: FastifyRequest) => string | null;

const POLICY = 'content-security-policy';

/** Makes room for a container on the pages that load it; the answer tells these its script. */
export function letContainerIn(app: FastifyInstance, container: Container | null): ContainerFor {
  if (container === null) return () => null;
  const containerFor: ContainerFor = (request) =>
    personOf(request) === null || asksNotToBeCounted(request) ? null : container.scriptUrl;
  app.addHook('onRequest', async (request, reply) => {
    const isPage = request.routeOptions.url?.startsWith('/profile') === true;
    if (!isPage || containerFor(request) === null) return;
    reply.header(POLICY, policyWithContainer(String(reply.getHeader(POLICY)), container));
  });
  return containerFor;
}
