import type { FastifyPluginAsync, FastifyRequest } from 'fastify';

import type { Flags } from '../flags.ts';

type ToggleQuery = { features?: string };

/**
 * `GET /v0/feature_toggles`: which features are open for who asks. Public, in the original's shape: every
 * feature twice, in camel case and as it is; with `features=a,b` each asked name once, as it was asked.
 * @param actorOf the actor id of who asks, or null where nobody is signed in.
 */
export function toggleRoutes(deps: {
  flags: Flags;
  actorOf: (request: FastifyRequest) => string | null;
}): FastifyPluginAsync {
  return (app) => {
    app.get<{ Querystring: ToggleQuery }>('/v0/feature_toggles', async (request, reply) => {
      const actor = deps.actorOf(request);
      const isOpen = (name: string) => deps.flags.isOpen(snakeCase(name), actor);
      const features = toggleNames(request.query.features, deps.flags).map((name) => ({
        name,
        value: isOpen(name),
      }));
      return reply
        .header('cache-control', 'no-store')
        .send({ data: { type: 'feature_toggles', features } });
    });
    return Promise.resolve();
  };
}

function toggleNames(asked: string | undefined, flags: Flags): readonly string[] {
  if (asked !== undefined) return asked.split(',').filter((name) => name !== '');
  return flags.features().flatMap(({ key }) => [camelCase(key), key]);
}

/** `profile_contacts` → `profileContacts` */
function camelCase(name: string): string {
  return name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `profileContacts` → `profile_contacts` */
function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/-/g, '_')
    .toLowerCase();
}
