import type { FastifyInstance } from 'fastify';

import type { PageFigures } from '../../analytics/index.ts';
import type { FeedbackStore } from '../../feedback/index.ts';
import type { PageFiles } from '../../design-system/index.ts';
import { personOf } from '../../identity/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { ReleaseEngine } from '../../release/index.ts';
import { unlessAway } from '../frame/unless-away.ts';
import { CSV_PATH, PATH, renderAnalytics } from './analytics-page.tsx';
import { daysCsv } from './days-csv.ts';
import { eventMarkers, type EventMarker, type PlannedTime } from '../charts/event-markers.ts';

export type AnalyticsRoutesDeps = PageFiles & {
  readonly clock: Clock;
  /** What is counted by now. */
  readonly pageFigures: () => Promise<PageFigures>;
  readonly feedback: Pick<FeedbackStore, 'figures'>;
  readonly engine: Pick<ReleaseEngine, 'releases'>;
  /** Planned downtimes of the service behind the feature. */
  readonly downtimes: readonly PlannedTime[];
};

/** `/console/analytics`, and its days as a file. */
export function analyticsRoutes(app: FastifyInstance, deps: AnalyticsRoutesDeps): void {
  const { clock, pageFigures, feedback, stylesheetUrl, fontUrls = [] } = deps;
  app.get(PATH, async (request, reply) => {
    const [figures, survey] = await Promise.all([
      orNull(pageFigures()),
      orNull(feedback.figures()),
    ]);
    const events = figures && (await orNull(eventsOf(figures, deps)));
    if (figures === null) reply.code(503).header('retry-after', RETRY_AFTER_S);
    const operator = personOf(request)?.operator ?? null;
    const asOf = clock.now().toISOString();
    const files = { stylesheetUrl, fontUrls };
    return reply
      .type('text/html')
      .send(renderAnalytics({ figures, survey, events, asOf, operator, ...files }));
  });
  app.get(CSV_PATH, async (_request, reply) => {
    const figures = await pageFigures();
    const events = await eventsOf(figures, deps);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="page-analytics.csv"')
      .send(daysCsv(figures.days, events));
  });
}

const RETRY_AFTER_S = 5;

async function eventsOf(
  { feature, gaps }: PageFigures,
  { engine, downtimes, clock }: AnalyticsRoutesDeps,
): Promise<readonly EventMarker[]> {
  const releases = await engine.releases();
  return eventMarkers({ feature, releases, downtimes, gaps, now: clock.now() });
}

const orNull = async <Value>(asked: Promise<Value>) => (await unlessAway(asked)) ?? null;
