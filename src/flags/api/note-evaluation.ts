import type { FastifyRequest } from 'fastify';

import { spanOf } from '../../lib/http/index.ts';
import type { SpanAttributes } from '../../lib/tracing/index.ts';
import type { Decision } from '../decision.ts';
import type { Flags } from '../flags.ts';
import { reasonOf } from './resolution.ts';

/** Notes in the request's span what a feature answered, but not for whom. */
export function noteEvaluation(request: FastifyRequest, key: string, decision: Decision): void {
  spanOf(request)?.note('feature_flag.evaluation', eventOf(key, decision));
}

/** The same flags, with what each known feature answers noted in this request’s span. */
export function notingFlags(flags: Flags, request: FastifyRequest): Flags {
  return {
    ...flags,
    ask: (key, actors) => {
      const decision = flags.ask(key, actors);
      if (flags.feature(key)) noteEvaluation(request, key, decision);
      return decision;
    },
  };
}

/** By the semantic conventions for feature flags. */
function eventOf(key: string, decision: Decision): SpanAttributes {
  const isStale = !decision.open && decision.because === 'snapshot-too-old';
  return {
    'feature_flag.key': key,
    'feature_flag.provider.name': 'personal-health-care-contacts',
    'feature_flag.result.variant': decision.open ? 'on' : 'off',
    'feature_flag.result.reason': (
      reasonOf(decision) ?? (isStale ? 'stale' : 'default')
    ).toLowerCase(),
  };
}
