import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Result } from '../../../lib/result.ts';
import type { Feature } from '../../feature.ts';
import { etagOf, sendUnlessKnown } from '../conditional.ts';
import { refuse, type FlagApiRefusal } from '../errors.ts';
import { exportOf, wireFeature } from './wire-feature.ts';
import { listIn, type Parameters } from '../form.ts';
import { asText, gateChange, isYes, type GateVerb } from './gate-change.ts';
import { featureMeant } from '../changes/clearance.ts';
import { clearFeature, makeChange, removeFeature } from '../changes/make-change.ts';
import { jsonOf } from '../parameters.ts';
import type { GatePath, FlipperPath } from './places.ts';
import { takeImport, type ImportDeps } from './take-import.ts';
import type { TAKES } from './takes.ts';
import { normalizedName, problemWithName } from '../text.ts';

export type RouteDeps = ImportDeps & {
  /** How often Flipper's clients shall ask, in seconds; nothing is said to them without it. */
  readonly pollIntervalSeconds?: number;
};

type FlipperRequest = {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** The feature's name, or at `actor` the actor's id. */
  readonly name: string;
  /** What the request says, of what its place takes. */
  readonly parameters: () => Result<Parameters, string>;
};

export type Handle = (
  deps: RouteDeps,
  asked: FlipperRequest,
) => FastifyReply | Promise<FastifyReply>;

/** What is done at every place of the API. */
export const ROUTES: {
  readonly [At in FlipperPath['at']]: Readonly<Record<keyof (typeof TAKES)[At], Handle>>;
} = {
  features: { GET: listFeatures, POST: addFeature },
  feature: { GET: showFeature, DELETE: ending(removeFeature) },
  clear: { DELETE: ending(clearFeature) },
  boolean: gate('boolean'),
  actors: gate('actors'),
  groups: gate('groups'),
  percentage_of_actors: gate('percentage_of_actors'),
  percentage_of_time: gate('percentage_of_time'),
  expression: gate('expression'),
  actor: { GET: showActor },
  export: { GET: ({ flags }, { reply }) => reply.send(exportOf(flags.features())) },
  import: {
    POST: async (deps, { request, reply }) => nothingElse(reply, await takeImport(deps, request)),
  },
};

function listFeatures(
  { flags, pollIntervalSeconds }: RouteDeps,
  { reply, parameters: said }: FlipperRequest,
) {
  const parameters = said();
  if (!parameters.ok) return unreadable(reply, parameters.error);
  const keys = listIn(parameters.value, 'keys');
  const leftOut = {
    gates: isYes(parameters.value.get('exclude_gates')),
    gateNames: isYes(parameters.value.get('exclude_gate_names')),
  };
  const asked = keys === null ? flags.features() : knownAmong(keys, flags.feature);
  const body = JSON.stringify({ features: asked.map((feature) => wireFeature(feature, leftOut)) });
  if (pollIntervalSeconds !== undefined) reply.header('poll-interval', pollIntervalSeconds);
  return sendUnlessKnown(reply, etagOf(body), body);
}

async function addFeature(deps: RouteDeps, { request, reply, parameters: said }: FlipperRequest) {
  const parameters = said();
  if (!parameters.ok) return unreadable(reply, parameters.error);
  const name = normalizedName(asText(parameters.value.get('name')) ?? '');
  const refusal = refusedName(name);
  if (refusal) return refuse(reply, refusal);
  const change = { kind: 'add' } as const;
  return shown(reply, await makeChange(deps, { key: name, request, change }));
}

async function showFeature(deps: RouteDeps, { reply, name, parameters: said }: FlipperRequest) {
  const parameters = said();
  if (!parameters.ok) return unreadable(reply, parameters.error);
  const feature = deps.flags.feature(await featureMeant(deps, name));
  if (!feature) return refuse(reply, { error: 'feature-not-found' });
  const gates = isYes(parameters.value.get('exclude_gates'));
  return reply.send(wireFeature(feature, { gates }));
}

function showActor({ flags }: RouteDeps, { reply, name: id, parameters: said }: FlipperRequest) {
  const parameters = said();
  if (!parameters.ok) return unreadable(reply, parameters.error);
  const keys = listIn(parameters.value, 'keys') ?? flags.features().map(({ key }) => key);
  const actor = { id, properties: {} };
  const answers = keys.map((key) => [key, { enabled: flags.explain(key, [actor]).open }] as const);
  return reply.send({ flipper_id: id, features: Object.fromEntries(answers) });
}

function gate(path: GatePath): Readonly<Record<GateVerb, Handle>> {
  const handle =
    (verb: GateVerb): Handle =>
    async (deps, { request, reply, name, parameters }) => {
      // Whatever came into the tables by another way can be closed here.
      const refusal = deps.flags.feature(name) ? null : refusedName(name);
      if (refusal) return refuse(reply, refusal);
      const wanted = gateChange(path, verb, {
        parameters,
        json: () => jsonOf(request),
        isRegisteredGroup: deps.flags.hasGroup,
      });
      if (!wanted.ok) return refuse(reply, wanted.error);
      return shown(reply, await makeChange(deps, { key: name, request, change: wanted.value }));
    };
  return { POST: handle('POST'), DELETE: handle('DELETE') };
}

/** What ends with 204: taking a feature away, or all that is set in it. */
function ending(end: typeof removeFeature): Handle {
  return async (deps, { request, reply, name }) =>
    nothingElse(reply, await end(deps, { key: name, request }));
}

function refusedName(name: string): FlagApiRefusal | null {
  if (name === '') return { error: 'name-missing' };
  const problem = problemWithName(name);
  return problem === null ? null : { error: 'text-not-storable', sentence: problem };
}

function knownAmong(keys: readonly string[], find: (key: string) => Feature | undefined) {
  return [...new Set(keys)].flatMap((key) => find(key) ?? []);
}

function shown(reply: FastifyReply, outcome: Result<Feature, FlagApiRefusal>) {
  return outcome.ok ? reply.send(wireFeature(outcome.value)) : refuse(reply, outcome.error);
}

function nothingElse(reply: FastifyReply, outcome: Result<null, FlagApiRefusal>) {
  return outcome.ok ? reply.code(204).send() : refuse(reply, outcome.error);
}

function unreadable(reply: FastifyReply, sentence: string) {
  return refuse(reply, { error: 'invalid-request', sentence });
}
