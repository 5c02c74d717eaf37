import type { FastifyInstance } from 'fastify';

import type { PageFigures } from '../../analytics/index.ts';
import type { FeedbackStore } from '../../feedback/index.ts';
import type { PageFiles } from '../../design-system/index.ts';
import { personOf } from '../../identity/index.ts';
import type { Clock } from '../../lib/clock.ts';
import { CSV_PATH, PATH, renderAnalytics } from './analytics-page.tsx';

export type AnalyticsRoutesDeps = PageFiles & {
  readonly clock: Clock;
  /** What is counted by now. */
  readonly pageFigures: () => Promise<PageFigures>;
  readonly feedback: Pick<FeedbackStore, 'figures'>;
};

/** `/console/analytics`, and its days as a file. */
export function analyticsRoutes(app: FastifyInstance, deps: AnalyticsRoutesDeps): void {
  const { clock, pageFigures, feedback, stylesheetUrl, fontUrls = [] } = deps;
  app.get(PATH, async (request, reply) => {
    const [figures, survey] = await Promise.all([pageFigures(), feedback.figures()]);
    const operator = personOf(request)?.operator ?? null;
    const asOf = clock.now().toISOString();
    return reply
      .type('text/html')
      .send(renderAnalytics({ figures, survey, asOf, operator, stylesheetUrl, fontUrls }));
  });
  app.get(CSV_PATH, async (_request, reply) => {
    const { days } = await pageFigures();
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="page-analytics.csv"')
      .send(daysAsCsv(days));
  });
}

/** RFC 4180. Every cell is a day or a number of ours: none can be taken for a formula. */
function daysAsCsv(days: PageFigures['days']): string {
  const rows = days.map(({ day, people, views, sawHelp, phoneTaps, errors, ...survey }) => {
    const { surveyShown, surveyAnswers } = survey;
    return [day, people, views, sawHelp, phoneTaps, errors, surveyShown, surveyAnswers].join(',');
  });
  return [HEAD, ...rows, ''].join('\r\n');
}

const HEAD =
  'day,people,views,people_who_read_help,phone_taps,script_errors,survey_shown,survey_answered';
