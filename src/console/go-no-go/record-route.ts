import type { FastifyInstance } from 'fastify';

import type { ReleaseEngine } from '../../release/index.ts';
import type { ReleasePageDeps } from '../frame/release-page.ts';

type RecordDeps = Pick<ReleasePageDeps, 'showReleases'> & {
  readonly engine: Pick<ReleaseEngine, 'goNoGoRecord'>;
};

/** The decision as a Markdown document, to take along. */
export function recordRoute(app: FastifyInstance, { engine, showReleases }: RecordDeps): void {
  app.get<{ Params: { id: string } }>(
    '/console/releases/:id/go-no-go/record',
    async (request, reply) => {
      const record = await engine.goNoGoRecord(request.params.id);
      if (!record.ok) {
        reply.code(404);
        return showReleases({ request, reply }, record.error.sentence);
      }
      reply.header('content-disposition', 'attachment; filename="go-no-go.md"');
      return reply.type('text/markdown; charset=utf-8').send(record.value);
    },
  );
}
