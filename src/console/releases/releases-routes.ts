import type { FastifyInstance } from 'fastify';

import type { PageFiles } from '../../design-system/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { ReleaseEngine } from '../../release/index.ts';
import type { ConsoleNotice } from '../frame/console-document.tsx';
import { frameOf, type ReleasePageDeps } from '../frame/release-page.ts';
import type { TryOut } from '../try-out/try-out.ts';
import { renderReleases } from './releases-page.tsx';

export type ReleasesDeps = PageFiles & {
  readonly engine: Pick<ReleaseEngine, 'releases' | 'figures'>;
  readonly clock: Clock;
  readonly tryOut: TryOut | null;
};

type ShowReleases = ReleasePageDeps['showReleases'];

/** `/console`: every release at a glance. */
export function releasesRoutes(app: FastifyInstance, deps: ReleasesDeps): ShowReleases {
  const show = async (
    { request, reply }: Parameters<ShowReleases>[0],
    notice: ConsoleNotice | null = null,
  ) => {
    const releases = await deps.engine.releases();
    const liveness = deps.engine.figures();
    const view = { ...frameOf(deps, request), notice, releases, liveness, tryOut: deps.tryOut };
    return reply.type('text/html').send(renderReleases(view));
  };
  app.get<{ Querystring: Readonly<Record<string, unknown>> }>('/console', (request, reply) =>
    show({ request, reply }, request.query['notice'] === 'asked-again' ? ASKED_AGAIN : null),
  );
  return (asked, sentence) => show(asked, { status: 'error', sentence });
}

const ASKED_AGAIN: ConsoleNotice = {
  status: 'error',
  sentence: 'Your role was confirmed again first. Press the button once more.',
};
