import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { errorBody } from '../../lib/http/index.ts';
import { spellingOf } from '../../lib/spelling.ts';
import type { Actor } from '../actor.ts';
import type { Flags } from '../flags.ts';
import type { ActorType } from '../lifecycle/staleness.ts';
import { notingFlags } from './note-evaluation.ts';
import { listIn, queryOf, readForm, type Parameters } from './form.ts';

type ToggleDeps = {
  readonly flags: Flags;
  /** The actor id of the signed-in person, or null. */
  readonly actorOf: (request: FastifyRequest) => string | null;
  /** As the program declares its features; a user's where it says nothing. */
  readonly actorTypeOf?: (featureKey: string) => ActorType;
  /** Whether everybody may learn that there is this feature. */
  readonly isPublic: (featureKey: string) => boolean;
};

/**
 * `GET /v0/feature_toggles`: which features are open for who asks. Public, in the original's shape: each
 * feature twice, in camel case and as it is; with `features=a,b` each asked name once, as it was asked. A feature
 * that is not public is listed only for signed-in people for whom it is open.
 * With `cookie_id=` features of that type are asked for the cookie's value.
 */
export function toggleRoutes(deps: ToggleDeps): FastifyPluginAsync {
  return (app) => {
    app.get('/v0/feature_toggles', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const query = readForm(queryOf(request.url), 'empty');
      return query.ok
        ? { data: { type: 'feature_toggles', features: togglesFor(deps, request, query.value) } }
        : reply.code(400).send(malformed(query.error));
    });
    return Promise.resolve();
  };
}

function togglesFor(deps: ToggleDeps, request: FastifyRequest, query: Parameters) {
  const { flags } = deps;
  const keys = flags.features().map(({ key }) => key);
  const keyOf = createSpelling(keys);
  const userId = deps.actorOf(request);
  const actorsOf = {
    user: actorsWith(userId),
    cookie_id: actorsWith(query.get('cookie_id')),
  };
  // Who wants all of them asks for none in particular.
  const decide = query.has('features') ? notingFlags(flags, request).ask : flags.explain;
  const isOpen = (key: string) => decide(key, actorsOf[deps.actorTypeOf?.(key) ?? 'user']).open;
  const isListed = (key: string) => deps.isPublic(key) || (userId !== null && isOpen(key));
  const asked = listIn(query, 'features');
  const listed = () => keys.filter(isListed).flatMap((key) => [camelCase(key), key]);
  const names = asked === null ? listed() : new Set(asked);
  return [...names].map((name) => ({ name, value: isOpen(keyOf(name)) }));
}

/** No actor where there is no id: an empty id would put all such visitors into one bucket. */
function actorsWith(id: unknown): readonly Actor[] {
  return typeof id === 'string' && id !== '' ? [{ id, properties: {} }] : [];
}

function malformed(detail: string) {
  return errorBody({ title: 'Bad request', detail, code: '400', status: '400' });
}

/** `profile_contacts` → `profileContacts`, and `a/b_CD` → `a::BCd`: as ActiveSupport's `camelize(:lower)`. */
function camelCase(key: string): string {
  return key
    .replace(/^\w/, (first) => first.toLowerCase())
    .replace(/(?:_|(\/))([a-z\d]*)/gi, (_, slash: string | undefined, word: string) => {
      const capitalized = word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();
      return slash === undefined ? capitalized : `::${capitalized}`;
    });
}

/**
 * The feature that each spelling means: its own key first, then the key in snake case, then whatever else is a
 * spelling of the same name. So no feature answers to the name of another.
 */
function createSpelling(keys: readonly string[]): (name: string) => string {
  const known = new Set(keys);
  const bySpelling = new Map(keys.toReversed().map((key) => [spellingOf(key), key]));
  return (name) => {
    if (known.has(name)) return name;
    const snake = snakeCase(name);
    return known.has(snake) ? snake : (bySpelling.get(spellingOf(name)) ?? snake);
  };
}

/** `profileContacts` → `profile_contacts` */
function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/-/g, '_')
    .toLowerCase();
}
