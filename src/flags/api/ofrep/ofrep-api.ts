import type {
  FastifyError,
  FastifyInstance,
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
} from 'fastify';
import { refusedUnread } from '../../../lib/http/index.ts';
import { err, type Result } from '../../../lib/result.ts';
import type { Flags } from '../../flags.ts';
import type { Actor } from '../../actor.ts';
import { etagOf, sendUnlessKnown } from '../conditional.ts';
import { queryOf, readForm } from '../form.ts';
import { jsonOf, takeBodiesAsBytes } from '../parameters.ts';
import { isReady, NOT_READY } from '../resolution.ts';
import { configurationVersion } from '../version.ts';
import { notingFlags } from '../note-evaluation.ts';
import { actorsOf, evaluate, statusOf, type Unreadable } from './evaluation.ts';
import { announcedStream, eventRoute, type OfrepDeps } from './event-route.ts';
import { ofrepFailure } from './failure.ts';

/**
 * OFREP 0.3 under `/ofrep/v1`: features for any OpenFeature client, one by one or all at once, with a notice
 * when something changes. Source: open-feature/protocol.
 */
export function ofrepApi(deps: OfrepDeps): FastifyPluginAsync {
  return async (app) => {
    answerFailures(app);
    await app.register(async (evaluations) => {
      for (const hook of deps.authorize) evaluations.addHook('onRequest', hook);
      takeBodiesAsBytes(evaluations);
      evaluations.post('/evaluate/flags', (request, reply) => answerAll(deps, request, reply));
      // A wildcard, because names may be longer than a router's parameter and hold slashes.
      evaluations.post<{ Params: { '*': string } }>('/evaluate/flags/*', (request, reply) =>
        answerOne(deps, { request, reply, key: request.params['*'] }),
      );
    });
    await app.register(eventRoute(deps));
  };
}

type OneAsked = {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly key: string;
};

function answerOne({ flags }: OfrepDeps, { request, reply, key }: OneAsked) {
  const actors = askedFor(request);
  if (!actors.ok) return reply.code(400).send({ key, ...actors.error });
  const evaluation = evaluate(notingFlags(flags, request), key, actors.value);
  return reply.code(statusOf(evaluation)).send(evaluation);
}

async function answerAll(deps: OfrepDeps, request: FastifyRequest, reply: FastifyReply) {
  const { flags } = deps;
  const actors = askedFor(request);
  if (!actors.ok) return reply.code(400).send(actors.error);
  const query = readForm(queryOf(request.url));
  if (!query.ok) return reply.code(400).send(unreadable(query.error));
  await catchUp(flags, query.value.get('flagConfigEtag'));
  if (!isReady(flags)) return reply.code(500).send({ errorDetails: NOT_READY });
  // Who wants all of them asks for none in particular.
  const looking = { ...flags, ask: flags.explain };
  const evaluations = flags.features().map(({ key }) => evaluate(looking, key, actors.value));
  const version = configurationVersion(flags.features());
  const etag = etagOf(JSON.stringify(actors.value), JSON.stringify(evaluations));
  const eventStreams = [announcedStream(deps.streamTicket, version)];
  const body = JSON.stringify({ flags: evaluations, metadata: { version }, eventStreams });
  return sendUnlessKnown(reply, etag, body);
}

/** An event may have come from another instance, which knew of the change before this one. */
async function catchUp(flags: Flags, wanted: unknown): Promise<void> {
  if (wanted === undefined || wanted === configurationVersion(flags.features())) return;
  // Without the store the snapshot answers, as elsewhere, until its limit closes every feature.
  await flags.refresh().catch(() => undefined);
}

function askedFor(request: FastifyRequest): Result<readonly Actor[], Unreadable> {
  const json = jsonOf(request);
  return json.ok ? actorsOf(json.value) : err(unreadable(json.error));
}

const unreadable = (errorDetails: string): Unreadable => ({
  errorCode: 'PARSE_ERROR',
  errorDetails,
});

function answerFailures(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, { url }, reply) => {
    const { statusCode = 500 } = error;
    if (statusCode >= 500) throw error;
    return reply.code(statusCode).send(ofrepFailure(url, statusCode, refusedUnread(error)));
  });
}
