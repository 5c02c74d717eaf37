import type { FastifyInstance } from 'fastify';

import { frameOf, withRelease, type ReleasePageDeps } from '../frame/release-page.ts';
import { renderJournal } from './journal-page.tsx';

/** `/console/releases/:id/journal`. */
export function journalRoutes(app: FastifyInstance, deps: ReleasePageDeps): void {
  app.get('/console/releases/:id/journal', (request, reply) =>
    withRelease(deps, { request, reply }, (release) =>
      renderJournal({ ...frameOf(deps, request), release }),
    ),
  );
}
