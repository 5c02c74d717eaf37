import { Type, type Static } from 'typebox';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';

import type { Clock } from '../../lib/clock.ts';
import { err } from '../../lib/result.ts';
import type { ReleaseEngine } from '../engine/engine.ts';
import type { Hearing } from '../measuring/observation.ts';
import { readObservation, type NotRead } from './posted-observation.ts';

const Body = Type.Object({
  /** Which program reports this, when there are several; one of them may be silent while another is heard. */
  source: Type.Optional(Type.String({ pattern: '^[\\w.-]{1,100}$' })),
  /** Read one by one: one that can’t be read doesn’t take the others with it. */
  observations: Type.Array(Type.Unknown(), { maxItems: 1_000 }),
});
type Body = Static<typeof Body>;

export type ObservationsDeps = {
  readonly engine: ReleaseEngine;
  readonly clock: Clock;
  /** Whether who sends this may observe the toggle. */
  readonly mayObserve: (request: FastifyRequest, toggle: string) => boolean;
};

/**
 * `POST /observations`: what another program that carries a feature observes of the people who meet it. The answer
 * comes when it is written down, and says of each whether it was counted, or why not.
 */
export function observationRoutes({
  engine,
  clock,
  mayObserve,
}: ObservationsDeps): FastifyPluginAsync {
  return (app) => {
    app.post<{ Body: Body }>(
      '/observations',
      { schema: { body: Body } },
      async (request, reply) => {
        const { source = 'unnamed', observations } = request.body;
        const now = clock.now();
        const read = observations.map((item) => {
          const one = readObservation(item, now);
          const toggle = one.ok ? one.value.observation.toggle : one.error.unreadable?.toggle;
          return toggle === undefined || mayObserve(request, toggle) ? one : err(OUT_OF_SCOPE);
        });
        const heard = await engine.hear({
          told: read.flatMap((one) => (one.ok ? [one.value] : [])),
          unreadable: read.flatMap((one) => (one.ok ? [] : (one.error.unreadable ?? []))),
          from: `other program ${source}`,
        });
        const hearings = read.map((one): Hearing => {
          if (!one.ok) return { kind: 'refused', ...one.error };
          return heard.get(one.value) ?? UNOWNED;
        });
        return reply.code(isInVain(hearings) ? 400 : 202).send(answerOf(hearings));
      },
    );
    return Promise.resolve();
  };
}

const OUT_OF_SCOPE: NotRead = {
  code: 'token-out-of-scope',
  sentence: 'This token is for observations of other toggles. Use one that is for this toggle.',
  unreadable: null,
};

const UNOWNED: Hearing = {
  kind: 'refused',
  code: 'unowned-toggle',
  sentence: 'No release has this toggle, so there is nothing that this could be counted for.',
};

const isUnowned = (hearing: Hearing) => hearing.kind === 'refused' && hearing.code === UNOWNED.code;

const isNotWritten = (hearing: Hearing) =>
  hearing.kind === 'refused' && hearing.code === 'not-written';

/** Whether the sender has to mend something before anything of this counts. What was not written needs no mending. */
function isInVain(hearings: readonly Hearing[]): boolean {
  const isAllRefused = hearings.every(({ kind }) => kind === 'refused');
  return isAllRefused && !hearings.every(isUnowned) && !hearings.some(isNotWritten);
}

/** Items that are not named in `refused` are counted: now, or before under the same id. */
function answerOf(hearings: readonly Hearing[]) {
  const countOf = (kind: Hearing['kind']) => hearings.filter((one) => one.kind === kind).length;
  const refused = hearings.flatMap((one, index) =>
    one.kind === 'refused' ? [{ index, code: one.code, message: one.sentence }] : [],
  );
  const repeated = countOf('repeated');
  return {
    ...(isInVain(hearings) && NOTHING_COUNTED),
    taken: countOf('counted'),
    unowned: hearings.filter(isUnowned).length,
    ...(repeated > 0 && { repeated }),
    ...(refused.length > 0 && { refused }),
  };
}

const NOTHING_COUNTED = {
  code: 'nothing-counted',
  message:
    'None of these observations was counted; “refused” says why, for each by its position from 0.',
};
