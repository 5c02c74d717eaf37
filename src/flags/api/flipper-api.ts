import type {
  FastifyInstance,
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
  preHandlerHookHandler,
} from 'fastify';

import { changedGates, widens, type ChangeNote, type FlagChange } from '../change.ts';
import { CLOSED_GATES, stateOf, type Feature } from '../feature.ts';
import type { Flags } from '../flags.ts';
import { flipperError, type FlipperErrorName } from './errors.ts';

/** What a release that owns a feature wants to hear of changes by hand. */
export type FeatureOwnership = {
  /** The release that owns the feature now, or null. */
  ownerOf(featureKey: string): Promise<string | null>;
  /** Closing an owned feature by hand is a rollback of its release. */
  closedByHand(featureKey: string, request: FastifyRequest): Promise<void>;
};

export type FlipperApiDeps = {
  readonly flags: Flags;
  /** Lets only tokens through that may read and change features. */
  readonly authorise: readonly preHandlerHookHandler[];
  readonly ownership: FeatureOwnership;
  /** Who asks for a change, and why. */
  readonly noteOf: (request: FastifyRequest) => ChangeNote;
};

type FeatureParams = { Params: { name: string } };
type Parameters = Readonly<Record<string, unknown>>;

/**
 * Flipper's HTTP API under `/flipper/api`, first cut: features, the boolean gate, actors, percentage of
 * actors. Statuses, bodies and error numbers are Flipper's, so that its clients work unchanged.
 */
export function flipperApi(deps: FlipperApiDeps): FastifyPluginAsync {
  return (app) => {
    acceptEmptyJson(app);
    for (const hook of deps.authorise) app.addHook('preHandler', hook);
    app.get('/features', () => ({ features: deps.flags.features().map(asFlipperFeature) }));
    app.get<FeatureParams>('/features/:name', (request, reply) => {
      const feature = deps.flags.feature(request.params.name);
      return feature ? asFlipperFeature(feature) : refuse(reply, 'feature-not-found');
    });
    app.post('/features', async (request, reply) => {
      const name = parametersOf(request)['name'];
      if (typeof name !== 'string' || name.trim() === '') return refuse(reply, 'name-missing');
      return makeChange(deps, { request, reply, name: name.trim(), change: { kind: 'add' } });
    });
    gateRoutes(app, deps, { path: 'boolean', changeOf: booleanChange });
    gateRoutes(app, deps, { path: 'actors', changeOf: actorChange });
    gateRoutes(app, deps, { path: 'percentage_of_actors', changeOf: percentageChange });
    return Promise.resolve();
  };
}

type Verb = 'POST' | 'DELETE';
type Gate = {
  readonly path: string;
  readonly changeOf: (verb: Verb, parameters: Parameters) => FlagChange | FlipperErrorName;
};

function gateRoutes(app: FastifyInstance, deps: FlipperApiDeps, gate: Gate): void {
  for (const verb of ['POST', 'DELETE'] as const) {
    app.route<FeatureParams>({
      method: verb,
      url: `/features/:name/${gate.path}`,
      handler: async (request, reply) => {
        const wanted = gate.changeOf(verb, parametersOf(request));
        if (typeof wanted === 'string') return refuse(reply, wanted);
        return makeChange(deps, { request, reply, name: request.params.name, change: wanted });
      },
    });
  }
}

function booleanChange(verb: Verb): FlagChange {
  return { kind: verb === 'POST' ? 'enable' : 'disable' };
}

function actorChange(verb: Verb, parameters: Parameters): FlagChange | FlipperErrorName {
  const actorId = parameters['flipper_id'];
  if (typeof actorId !== 'string') return 'actor-missing';
  return { kind: verb === 'POST' ? 'enable-actor' : 'disable-actor', actorId };
}

function percentageChange(verb: Verb, parameters: Parameters): FlagChange | FlipperErrorName {
  if (verb === 'DELETE') return { kind: 'set-percentage-of-actors', percentage: 0 };
  const given = parameters['percentage'];
  const percentage = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  if (typeof percentage !== 'number' || !(percentage >= 0 && percentage <= 100)) {
    return 'percentage-invalid';
  }
  return { kind: 'set-percentage-of-actors', percentage };
}

type RequestedChange = {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly name: string;
  readonly change: FlagChange;
};

/** Makes the change unless a release owns the feature: then nobody widens it here, and closing rolls back. */
async function makeChange({ flags, ownership, noteOf }: FlipperApiDeps, wanted: RequestedChange) {
  const before = flags.feature(wanted.name)?.gates ?? CLOSED_GATES;
  const after = changedGates(before, wanted.change);
  const owner = await ownership.ownerOf(wanted.name);
  if (owner !== null && widens(before, after)) return refuseOwned(wanted.reply, owner);
  if (owner !== null && stateOf(after) === 'off') {
    await ownership.closedByHand(wanted.name, wanted.request);
  } else {
    await flags.change(wanted.name, wanted.change, noteOf(wanted.request));
  }
  const feature = flags.feature(wanted.name) ?? { key: wanted.name, gates: after };
  return wanted.reply.send(asFlipperFeature(feature));
}

function refuseOwned(reply: FastifyReply, owner: string) {
  const message = `Release ${owner} owns this feature: open it further with its next stage, not here.`;
  return reply.code(409).send({ code: 'owned-by-release', message });
}

function refuse(reply: FastifyReply, name: FlipperErrorName) {
  const { status, body } = flipperError(name);
  return reply.code(status).send(body);
}

/** Parameters come from the query, a form or a JSON body; the body wins. */
function parametersOf(request: FastifyRequest): Parameters {
  return { ...asRecord(request.query), ...asRecord(request.body) };
}

function asRecord(value: unknown): Parameters {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Flipper's client labels every request as JSON, bodiless ones too. */
function acceptEmptyJson(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = body.toString();
    if (text.trim() === '') {
      done(null, {});
      return;
    }
    void parseJson(request, text, done);
  });
}

function asFlipperFeature({ key, gates }: Feature) {
  const gate = (gateKey: string, name: string, value: unknown) => ({ key: gateKey, name, value });
  return {
    key,
    state: stateOf(gates),
    gates: [
      gate('boolean', 'boolean', gates.boolean),
      gate('expression', 'expression', gates.expression),
      gate('actors', 'actor', [...gates.actors]),
      gate('percentage_of_actors', 'percentage_of_actors', gates.percentageOfActors),
      gate('percentage_of_time', 'percentage_of_time', gates.percentageOfTime),
      gate('groups', 'group', [...gates.groups]),
    ],
  };
}
