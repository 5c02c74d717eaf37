import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';

import type { PageFiles } from '../../design-system/index.ts';
import { filterOf, REMARK_STATES, type FeedbackStore } from '../../feedback/index.ts';
import { accountIdFrom, personOf } from '../../identity/index.ts';
import type { Clock } from '../../lib/clock.ts';
import { roleFor } from '../../roles/index.ts';
import { fieldIn } from '../forms/fields.ts';
import { unlessAway } from '../frame/unless-away.ts';
import { remarksCsv } from './remarks-csv.ts';
import { renderRemarks, type RemarksView, type ShownFilter } from './remarks-page.tsx';

export type RemarksDeps = PageFiles & {
  readonly clock: Clock;
  readonly feedback: Pick<FeedbackStore, 'figures' | 'remarks' | 'mark'>;
  /** Refuses forms sent from another site. */
  readonly sameOriginOnly: onRequestHookHandler;
};

const REMARKS_PATH = '/console/remarks';

/** On one page, and in one file: the newest. */
const MOST_SHOWN = 200;
const MOST_EXPORTED = 50_000;

type RemarksQuery = { Querystring: Readonly<Record<string, unknown>> };
type RemarksRequest = FastifyRequest<RemarksQuery>;

/** `/console/remarks`: what people wrote below the page, to read, mark and take along. */
export function remarksRoutes(app: FastifyInstance, deps: RemarksDeps): void {
  app.get(REMARKS_PATH, (request: RemarksRequest, reply) => show(deps, request, reply));
  app.get(`${REMARKS_PATH}/export`, async (request: RemarksRequest, reply) => {
    const filter = filterIn(request) ?? {};
    const remarks = await deps.feedback.remarks(filter, MOST_EXPORTED);
    reply.header('content-disposition', 'attachment; filename="remarks.csv"');
    return reply.type('text/csv; charset=utf-8').send(remarksCsv(remarks));
  });
  app.post<{ Params: { id: string } }>(
    `${REMARKS_PATH}/:id/mark`,
    { onRequest: deps.sameOriginOnly },
    async (request, reply) => {
      const notice = await mark(deps, request);
      const asked = new URLSearchParams({ notice });
      for (const name of ['of', 'in'] as const) {
        const value = fieldIn(request.body, name);
        if (value !== '') asked.set(FILTERS[name], value);
      }
      return reply.redirect(`${REMARKS_PATH}?${asked}`, 303);
    },
  );
}

/** The fields of a form that say what the page showed, and what they are called in its address. */
const FILTERS = { of: 'stage', in: 'state' } as const;

type MarkRequest = FastifyRequest<{ Params: { id: string } }>;

async function mark({ feedback }: RemarksDeps, request: MarkRequest): Promise<string> {
  const operator = operatorOf(request);
  if (roleFor(operator.roles, 'mark-remark') === null) return 'not-yours-to-mark';
  const asked = fieldIn(request.body, 'state');
  const state = REMARK_STATES.find((known) => known === asked);
  // Ids of remarks have the form of those of accounts.
  const id = accountIdFrom(request.params.id);
  const isDone = id !== null && state && (await feedback.mark(id, state, operator.name));
  return isDone ? 'marked' : 'no-such-remark';
}

function operatorOf(request: FastifyRequest) {
  const operator = personOf(request)?.operator;
  if (!operator) throw new Error('a person who is no operator came past the console’s door');
  return operator;
}

function filterIn({ query }: RemarksRequest) {
  return filterOf(query['stage'], query['state']);
}

async function show(deps: RemarksDeps, request: RemarksRequest, reply: FastifyReply) {
  const operator = operatorOf(request);
  const filter = filterIn(request) ?? {};
  const read = await readAll(deps, filter);
  if (read === null) reply.code(503).header('retry-after', RETRY_AFTER_S);
  const page = renderRemarks({
    operator,
    mayMark: roleFor(operator.roles, 'mark-remark') !== null,
    filter,
    read,
    asOf: deps.clock.now().toISOString(),
    notice: NOTICES.get(String(request.query['notice'])) ?? null,
    stylesheetUrl: deps.stylesheetUrl,
    fontUrls: deps.fontUrls ?? [],
  });
  return reply.type('text/html').send(page);
}

const RETRY_AFTER_S = 5;

/** Null where the database is away. */
async function readAll(
  { feedback }: RemarksDeps,
  filter: ShownFilter,
): Promise<RemarksView['read']> {
  const read = await unlessAway(
    Promise.all([feedback.figures(), feedback.remarks(filter, MOST_SHOWN + 1)]),
  );
  if (read === undefined) return null;
  const [figures, found] = read;
  return { figures, remarks: found.slice(0, MOST_SHOWN), isAll: found.length <= MOST_SHOWN };
}

const NOTICES: ReadonlyMap<string, RemarksView['notice']> = new Map([
  ['marked', { status: 'success', sentence: 'The remark is marked.' }],
  [
    'no-such-remark',
    {
      status: 'error',
      sentence: 'There is no such remark anymore. Old ones are removed automatically.',
    },
  ],
  [
    'not-yours-to-mark',
    {
      status: 'error',
      sentence:
        'The remark was not marked. Ask a product manager, product owner or engineer to mark it.',
    },
  ],
  [
    'asked-again',
    {
      status: 'error',
      sentence: 'Your role was confirmed again first. Press the button once more.',
    },
  ],
]);
