import type { FastifyInstance } from 'fastify';

import type { PageFiles } from '../../design-system/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { PlannedTime } from '../charts/event-markers.ts';
import { frameOf } from '../frame/release-page.ts';
import { renderVaProfile, VA_PROFILE_PATH, type UpstreamHealth } from './va-profile-page.tsx';

export type VaProfileRoutesDeps = PageFiles & {
  readonly clock: Clock;
  readonly vaProfileHealth: () => UpstreamHealth;
  readonly downtimes: readonly PlannedTime[];
};

/** `/console/va-profile`: how the service behind the feature does. */
export function vaProfileRoutes(app: FastifyInstance, deps: VaProfileRoutesDeps): void {
  app.get(VA_PROFILE_PATH, (request, reply) => {
    const { vaProfileHealth, downtimes } = deps;
    const view = { ...frameOf(deps, request), health: vaProfileHealth(), downtimes };
    return reply.type('text/html').send(renderVaProfile(view));
  });
}
