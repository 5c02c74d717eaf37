import type { FastifyInstance } from 'fastify';

import type { ExpectedTraffic, ReleaseEngine } from '../../release/index.ts';
import { shownOrAway } from '../frame/unless-away.ts';
import { frameOf, withRelease, type ReleasePageDeps } from '../frame/release-page.ts';
import { renderPlan } from './plan-page.tsx';

type PlanDeps = ReleasePageDeps & { readonly engine: Pick<ReleaseEngine, 'plan' | 'report'> };
type PlanAddress = { Params: { id: string }; Querystring: TrafficTyped };

/** What was typed into the form for planning figures. */
export type TrafficTyped = { readonly people?: unknown; readonly baseline?: unknown };

/** `/console/releases/:id/plan`, and its report as a file. */
export function planRoutes(app: FastifyInstance, deps: PlanDeps): void {
  app.get<PlanAddress>('/console/releases/:id/plan', (request, reply) =>
    withRelease(deps, { request, reply }, async (release) => {
      const traffic = trafficIn(request.query);
      const shown = await shownOrAway(reply, deps.engine.plan(release.id, traffic));
      return renderPlan({ ...frameOf(deps, request), release, traffic, shown });
    }),
  );
  app.get<PlanAddress>('/console/releases/:id/plan/report.md', async (request, reply) => {
    const { id } = request.params;
    const report = await deps.engine.report(id);
    if (!report.ok) {
      const status = report.error.code === 'no-such-release' ? 404 : 422;
      return reply.code(status).type('text/plain; charset=utf-8').send(report.error.sentence);
    }
    return reply
      .header('content-disposition', `attachment; filename="${fileNameOf(id)}"`)
      .type('text/markdown; charset=utf-8')
      .send(report.value);
  });
}

function fileNameOf(id: string): string {
  return `${id.replaceAll(/[^\w.-]+/g, '-').slice(0, 80)}.md`;
}

/** What can’t be read as a figure counts as not known; the form shows what was understood. */
function trafficIn({ people, baseline }: TrafficTyped): ExpectedTraffic {
  const percent = figureIn(baseline, 100);
  const usersPerDay = figureIn(people, 10_000_000);
  return {
    usersPerDay: usersPerDay === 0 ? null : usersPerDay,
    baseline: percent === null ? null : percent / 100,
  };
}

function figureIn(typed: unknown, most: number): number | null {
  if (typeof typed !== 'string' || !/^\s*\d{1,9}(?:\.\d{1,6})?\s*$/.test(typed)) return null;
  const figure = Number(typed);
  return figure <= most ? figure : null;
}
