import type { FastifyRequest } from 'fastify';

import type { EventRefusal, ProgramBatch, ProgramDoor } from '../../analytics/index.ts';
import { grantOf, holdsScopeFor } from '../../identity/index.ts';
import { err, ok } from '../../lib/result.ts';
import { authorize } from '../http/acting.ts';
import type { Rooms } from '../rooms.ts';

type ProgramRooms = Pick<Rooms, 'engine' | 'flags' | 'clock' | 'tokens' | 'limits'>;

/** How other programs report what happens on pages of their own, once a release or the flag engine has their feature. */
export function programEvents(
  rooms: ProgramRooms,
  personHash: (feature: string, person: string) => string,
): ProgramDoor {
  const stageOf = stagesMet(rooms);
  return {
    authorize: authorize({ check: rooms.tokens.check, limits: rooms.limits }),
    reportsOf: (request, { feature: named, reports }) => {
      if (!mayReport(request, named)) return err(OUT_OF_SCOPE);
      const feature = knownFeature(rooms, named);
      if (feature === null) return err(NO_SUCH_FEATURE);
      const counted = [];
      for (const report of reports) {
        const { cohort, view, person } = report;
        const stage = stageOf(feature, report);
        if (stage === null) return err(SHARE_NOT_IN_FORCE);
        const from = { feature, stage, cohort };
        counted.push({ ...view, person: personHash(feature, person), from });
      }
      return ok(counted);
    },
  };
}

function mayReport(request: FastifyRequest, feature: string): boolean {
  const grant = grantOf(request);
  return grant !== null && holdsScopeFor(grant, 'observations', feature);
}

/** As the release spells it, or the flag engine; null where neither has it. */
function knownFeature({ engine, flags }: ProgramRooms, named: string): string | null {
  return engine.knownOwnerOf(named)?.toggle ?? flags.feature(named)?.key ?? null;
}

/** The stage run of a report, empty where there is none to be of; null where its share was never in force. */
function stagesMet({ engine, clock }: ProgramRooms) {
  return (toggle: string, { cohort, share }: ProgramBatch['reports'][number]): string | null => {
    const stage = engine.stageMet({ toggle, cohort, share, at: clock.now() });
    const isBefore = cohort === 'closed' && share === 0;
    return stage ?? (isBefore || engine.knownOwnerOf(toggle) === null ? '' : null);
  };
}

const OUT_OF_SCOPE: EventRefusal = {
  title: 'Forbidden',
  detail: 'This token is for observations of other toggles. Use one that is for this toggle.',
  code: 'token-out-of-scope',
  status: '403',
};
const NO_SUCH_FEATURE: EventRefusal = {
  title: 'Not found',
  detail:
    'There is no feature of that name, so none of these events was counted. Load the release plan that names its toggle, or add it to the flag engine.',
  code: 'no-such-feature',
  status: '404',
};
const SHARE_NOT_IN_FORCE: EventRefusal = {
  title: 'Events not understood',
  detail:
    'No stage of this feature’s release has had this share, so none of these events was counted. Tell the cohort and the share with which the toggle answered.',
  code: 'share-not-in-force',
  status: '400',
};
