import type { FastifyInstance } from 'fastify';

import type { ReleaseEngine } from '../../release/index.ts';
import { shownOrAway } from '../frame/unless-away.ts';
import { frameOf, withRelease, type ReleasePageDeps } from '../frame/release-page.ts';
import { renderReport } from './report-page.tsx';

type ReportDeps = ReleasePageDeps & { readonly engine: Pick<ReleaseEngine, 'plan'> };

const UNKNOWN_TRAFFIC = { usersPerDay: null, baseline: null };

/** `/console/releases/:id/results/report`: the report as it would be handed on now. */
export function reportRoutes(app: FastifyInstance, deps: ReportDeps): void {
  app.get('/console/releases/:id/results/report', (request, reply) =>
    withRelease(deps, { request, reply }, async (release) => {
      const shown = await shownOrAway(reply, deps.engine.plan(release.id, UNKNOWN_TRAFFIC));
      return renderReport({ ...frameOf(deps, request), release, shown });
    }),
  );
}
