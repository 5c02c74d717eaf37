import type { FastifyInstance, FastifyReply } from 'fastify';

import {
  noReleaseNamed,
  frameOf,
  withRelease,
  type ReleasePageDeps,
} from '../frame/release-page.ts';
import { csvOf } from '../remarks/csv.ts';
import { beforeIn, filtered, filterIn, type JournalLine } from './filter.ts';
import { renderJournal } from './journal-page.tsx';

const PATH = '/console/releases/:id/journal';

type JournalRequest = {
  Params: { id: string };
  Querystring: Readonly<Record<string, unknown>>;
};

/** `/console/releases/:id/journal`, and its entries as files. */
export function journalRoutes(app: FastifyInstance, deps: ReleasePageDeps): void {
  app.get<JournalRequest>(PATH, (request, reply) =>
    withRelease(deps, { request, reply }, (release) =>
      renderJournal({
        ...frameOf(deps, request),
        release,
        filter: filterIn(request.query),
        before: beforeIn(request.query),
      }),
    ),
  );
  for (const { form, type, write } of FILES) {
    app.get<JournalRequest>(`${PATH}.${form}`, async (request, reply) => {
      const release = await deps.engine.status(request.params.id);
      if (!release) return noReleaseNamed(deps, { request, reply });
      const text = write(filtered(release.history, filterIn(request.query)));
      return asFile(reply, `journal.${form}`).type(type).send(text);
    });
  }
}

function asFile(reply: FastifyReply, name: string): FastifyReply {
  return reply.header('content-disposition', `attachment; filename="${name}"`);
}

const COLUMNS = ['version', 'at', 'what', 'who', 'why', 'evidence', 'plan_version'];

const FILES = [
  {
    form: 'csv',
    type: 'text/csv; charset=utf-8',
    write: (lines: readonly JournalLine[]) =>
      csvOf([
        COLUMNS,
        ...lines.map(({ version, at, what, who, why, evidence, planVersion }) => [
          ...[String(version), at, what, who, why ?? '', evidence ?? ''],
          planVersion === null ? '' : String(planVersion),
        ]),
      ]),
  },
  {
    form: 'json',
    type: 'application/json; charset=utf-8',
    write: (lines: readonly JournalLine[]) => JSON.stringify({ entries: lines }, null, 2),
  },
] as const;
