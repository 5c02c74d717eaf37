import type { FastifyPluginAsync, onRequestHookHandler } from 'fastify';

import type { PageFiles } from '../design-system/index.ts';
import type { Clock } from '../lib/clock.ts';
import type { ReleaseEngine } from '../release/index.ts';
import { accessRoutes, type AccessRoutesDeps } from './access/access-routes.ts';
import { analyticsRoutes, type AnalyticsRoutesDeps } from './analytics/analytics-routes.ts';
import { calendarRoutes } from './calendar/calendar-routes.ts';
import { sendAway } from './frame/access-guard.ts';
import { recordRoute } from './go-no-go/record-route.ts';
import { renderRoom } from './go-no-go/room-page.tsx';
import { deliveriesRoutes, type DeliveriesRoutesDeps } from './deliveries/deliveries-routes.ts';
import type { FlagsRoutesDeps } from './flags/flag-exchange.ts';
import { flagsRoutes } from './flags/flags-routes.ts';
import { journalRoutes } from './journal/journal-routes.ts';
import { liveRoutes } from './live/live-routes.ts';
import { measurementsRoutes } from './measurements/measurements-routes.ts';
import { stepPage } from './forms/step-page.ts';
import { renderNow } from './now/now-page.tsx';
import { loadRoutes } from './load/load-routes.ts';
import { planRoutes } from './plan/plan-routes.ts';
import { rehearsalRoutes } from './rehearsal/rehearsal-routes.ts';
import type { Rehearsals } from './rehearsal/rehearsals.ts';
import { releasesRoutes } from './releases/releases-routes.ts';
import { remarksRoutes, type RemarksDeps } from './remarks/remarks-routes.ts';
import { reportRoutes } from './report/report-routes.ts';
import { renderResults } from './results/results-page.tsx';
import { stepsRoutes } from './steps/steps-routes.ts';
import type { TestingFormsDeps } from './testing/testing-forms.ts';
import { renderTesting } from './testing/testing-page.tsx';
import { tryOutRoutes } from './try-out/try-out-routes.ts';
import type { TryOut } from './try-out/try-out.ts';
import { vaProfileRoutes, type VaProfileRoutesDeps } from './va-profile/va-profile-routes.ts';

export type ConsoleDeps = PageFiles &
  AccessRoutesDeps &
  AnalyticsRoutesDeps &
  DeliveriesRoutesDeps &
  FlagsRoutesDeps &
  RemarksDeps &
  TestingFormsDeps &
  VaProfileRoutesDeps & {
    readonly engine: ReleaseEngine;
    readonly clock: Clock;
    /** Null in production: what newcomers try in development. */
    readonly tryOut: TryOut | null;
    readonly rehearsals: Rehearsals;
    /** Refuses forms sent from another site. */
    readonly sameOriginOnly: onRequestHookHandler;
  };

/** `/console`: for people with an operator role. Works without JavaScript. */
export function consoleRoutes(deps: ConsoleDeps): FastifyPluginAsync {
  return (app) => {
    app.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return sendAway(deps, request, reply);
    });
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body);
    });
    const showReleases = releasesRoutes(app, deps);
    const ofReleases = { ...deps, showReleases };
    const now = stepPage(app, ofReleases, {
      page: 'now',
      render: (view) => renderNow({ ...view, tryOut: deps.tryOut }),
    });
    const results = stepPage(app, ofReleases, { page: 'results', render: renderResults });
    const room = stepPage(app, ofReleases, { page: 'go-no-go', render: renderRoom });
    const testing = stepPage(app, ofReleases, { page: 'testing', render: renderTesting });
    stepsRoutes(app, { ...deps, show: { now, results, testing, 'go-no-go': room } });
    recordRoute(app, ofReleases);
    tryOutRoutes(app, { ...ofReleases, showNow: now });
    measurementsRoutes(app, ofReleases);
    planRoutes(app, ofReleases);
    rehearsalRoutes(app, ofReleases);
    reportRoutes(app, ofReleases);
    loadRoutes(app, deps);
    journalRoutes(app, ofReleases);
    calendarRoutes(app, deps);
    liveRoutes(app, deps);
    accessRoutes(app, deps);
    analyticsRoutes(app, deps);
    deliveriesRoutes(app, deps);
    flagsRoutes(app, deps);
    remarksRoutes(app, deps);
    vaProfileRoutes(app, deps);
    return Promise.resolve();
  };
}
