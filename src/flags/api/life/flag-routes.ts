import type { FastifyPluginAsync, FastifyReply, onRequestHookHandler } from 'fastify';
import { Type, type Static } from 'typebox';
import type { HistoryEntry } from '../../history/entry.ts';
import type { UndoRefusal } from '../../history/undo.ts';
import { changeInWords } from '../../lifecycle/change-in-words.ts';
import { refuse, type FlagApiRefusal } from '../errors.ts';
import type { ChangeDeps } from '../changes/clearance.ts';
import { undoChange, undoProspect, type UndoProspect } from '../changes/undo-change.ts';
import { featureHistory, featureOverviews, type FeatureLivesDeps } from './feature-lives.ts';
import { preflightOf, type PreflightDeps } from './preflight.ts';

type FlagRouteDeps = ChangeDeps &
  FeatureLivesDeps & { readonly authorize: readonly onRequestHookHandler[] };

const HistoryQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
});
const EntryParams = Type.Object({
  id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
});
type HistoryRequest = { Params: { name: string }; Querystring: Static<typeof HistoryQuery> };
/** The newest entry of the feature that whoever asks has seen. */
const SeenQuery = Type.Object({
  seen: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
});
type EntryRequest = { Params: Static<typeof EntryParams> };
type UndoRequest = EntryRequest & { Querystring: Static<typeof SeenQuery> };

/** `/api/flags`: what Flipper’s API has no place for. Who owns a feature, what happened to it, and undoing that. */
export function flagRoutes(deps: FlagRouteDeps): FastifyPluginAsync {
  return (app) => {
    for (const hook of deps.authorize) app.addHook('onRequest', hook);
    app.get('/', async () => ({ features: await featureOverviews(deps) }));
    app.get<HistoryRequest>(
      '/:name/history',
      { schema: { querystring: HistoryQuery } },
      async ({ params: { name }, query }, reply) => {
        const entries = await featureHistory(deps.flags, { feature: name, ...query });
        return entries ? { feature: name, entries: entries.map(wireEntry) } : noFeature(reply);
      },
    );
    app.get<EntryRequest>(
      '/history/:id/undo',
      { schema: { params: EntryParams } },
      async (request, reply) => {
        const prospect = await undoProspect(deps, request.params.id);
        return prospect.ok ? wireProspect(prospect.value) : refuseUndo(reply, prospect.error);
      },
    );
    app.post<UndoRequest>(
      '/history/:id/undo',
      { schema: { params: EntryParams, querystring: SeenQuery } },
      async (request, reply) => {
        const undone = await undoChange(deps, { ...request.params, ...request.query, request });
        if (!undone.ok) return refuseUndo(reply, undone.error);
        return { entries: undone.value.map(wireEntry) };
      },
    );
    return Promise.resolve();
  };
}

/** An entry without its gates: they hold the ids of accounts. */
function wireEntry({ before, after, ...entry }: HistoryEntry) {
  return { ...entry, change: changeInWords(before, after) };
}

function wireProspect({ entry, change, isWider, newest, refusal }: UndoProspect) {
  return { entry: wireEntry(entry), change, opensWider: isWider, newest, refusal };
}

function noFeature(reply: FastifyReply): FastifyReply {
  const message =
    'There is no such feature, and there never was. Look for it among those that are there.';
  return reply.code(404).send({ code: 'no-such-feature', message });
}

const STATUS_OF_UNDO_REFUSAL = { 'no-such-entry': 404, 'changed-since': 409 } as const;

function refuseUndo(reply: FastifyReply, refusal: FlagApiRefusal | UndoRefusal): FastifyReply {
  if ('error' in refusal) return refuse(reply, refusal);
  const { code, sentence } = refusal;
  return reply.code(STATUS_OF_UNDO_REFUSAL[code]).send({ code, message: sentence });
}

type CheckDeps = Required<PreflightDeps> & { readonly authorize: readonly onRequestHookHandler[] };

/** `GET /:name/check`: whether a feature is ready to be released, and why. Changes nothing. */
export function checkRoute({ authorize, ...deps }: CheckDeps): FastifyPluginAsync {
  return async (app) => {
    for (const hook of authorize) app.addHook('onRequest', hook);
    app.get<{ Params: { name: string } }>('/:name/check', ({ params: { name } }) =>
      preflightOf(deps, name),
    );
  };
}
