import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { MeasuredRelease, ReleaseEngine } from '../../release/index.ts';
import type { PlannedTime } from '../charts/event-markers.ts';
import { frameOf, releaseNamed, withRelease, type ReleasePageDeps } from '../frame/release-page.ts';
import { unlessAway } from '../frame/unless-away.ts';
import { renderMeasurements } from './measurements-page.tsx';
import { pointsCsv } from './points-csv.ts';
import { shownTime } from './shown-points.ts';

export type MeasurementsRoutesDeps = ReleasePageDeps & {
  readonly engine: Pick<ReleaseEngine, 'measurements'>;
  /** Planned downtimes of the service behind the feature. */
  readonly downtimes: readonly PlannedTime[];
};

const PATH = '/console/releases/:id/measurements';
const RETRY_AFTER_S = 5;

type MeasurementsRequest = { Params: { id: string } };

/** `/console/releases/:id/measurements`, and its points as a file. */
export function measurementsRoutes(app: FastifyInstance, deps: MeasurementsRoutesDeps): void {
  const { engine, downtimes, clock } = deps;
  const show = (request: FastifyRequest, reply: FastifyReply) =>
    withRelease(deps, { request, reply }, async (release) => {
      const measured = await measuredOf(engine, release.id);
      if (measured.kind === 'unread') reply.code(503).header('retry-after', RETRY_AFTER_S);
      return renderMeasurements({ ...frameOf(deps, request), release, measured, downtimes });
    });
  app.get<MeasurementsRequest>(PATH, show);
  app.get<MeasurementsRequest>(`${PATH}.csv`, async (request, reply) => {
    const release = await releaseNamed(engine, request.params.id);
    const measured = release && (await measuredOf(engine, release.id));
    // The page says what is the matter.
    if (!release || measured?.kind !== 'measured') return show(request, reply);
    const { overTime } = measured;
    const shown = shownTime(overTime, release, { downtimes, now: clock.now() });
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="measurements.csv"')
      .send(pointsCsv(overTime, shown));
  });
}

async function measuredOf(
  engine: MeasurementsRoutesDeps['engine'],
  id: string,
): Promise<MeasuredRelease> {
  return (await unlessAway(engine.measurements(id))) ?? { kind: 'unread' };
}
