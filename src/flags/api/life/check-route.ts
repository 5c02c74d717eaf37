import type { FastifyPluginAsync, preHandlerHookHandler } from 'fastify';

import type { Flags } from '../../flags.ts';
import { checkFeature, isReady, type SurfaceTrial } from '../../preflight/check.ts';

export type CheckDeps = {
  readonly flags: Flags;
  readonly authorise: readonly preHandlerHookHandler[];
  /** Opens the feature for one account in doors of its own, and tells where it showed. */
  readonly tryFeature: (featureKey: string) => Promise<readonly SurfaceTrial[]>;
};

/** `GET /:name/check`: whether a feature is ready to be released, and why. Changes nothing. */
export function checkRoute({ flags, authorise, tryFeature }: CheckDeps): FastifyPluginAsync {
  return async (app) => {
    for (const hook of authorise) app.addHook('preHandler', hook);
    app.get<{ Params: { name: string } }>('/:name/check', async (request) => {
      const { name: key } = request.params;
      await flags.refresh();
      const feature = flags.feature(key);
      const { problems = [] } = flags.explain(key, []);
      const others = flags.features().filter((other) => other.key !== key);
      const trials = feature ? await tryFeature(key) : [];
      const checks = checkFeature({ key, feature, others, trials, problems });
      return { ready: isReady(checks), checks };
    });
  };
}
