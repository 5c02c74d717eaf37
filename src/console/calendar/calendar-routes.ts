import type { FastifyInstance } from 'fastify';

import type { PageFiles } from '../../design-system/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { ReleaseEngine } from '../../release/index.ts';
import { frameOf } from '../frame/release-page.ts';
import { calendarFile } from './calendar-file.ts';
import { renderCalendar } from './calendar-page.tsx';

export type CalendarDeps = PageFiles & {
  readonly engine: Pick<ReleaseEngine, 'releases'>;
  readonly clock: Clock;
};

/** `/console/calendar`, and the same as a file. */
export function calendarRoutes(app: FastifyInstance, deps: CalendarDeps): void {
  const { engine } = deps;
  app.get('/console/calendar', async (request, reply) => {
    const releases = await engine.releases();
    return reply.type('text/html').send(renderCalendar({ ...frameOf(deps, request), releases }));
  });
  app.get('/console/calendar.ics', async (_request, reply) =>
    reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="releases.ics"')
      .send(calendarFile(await engine.releases())),
  );
}
