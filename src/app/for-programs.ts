import { createHmac } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import {
  checkRoute,
  createFeatureRecords,
  flagRoutes,
  flipperApi,
  ofrepApi,
  type FeatureOwnership,
  type Owner,
  type FeatureRecords,
} from '../flags/index.ts';
import { feedbackListing } from '../feedback/index.ts';
import { metricsRoute } from '../monitoring/index.ts';
import { spellingOf } from '../lib/spelling.ts';
import { grantOf, holdsScopeFor, tokenRoutes, type TokenScope } from '../identity/index.ts';
import { releaseApi, type ReleaseEngine } from '../release/index.ts';
import {
  authorize,
  authorizeQuestions,
  noteOfChange,
  whoActs,
  whyRoleless,
} from './http/acting.ts';
import { developmentRoutes } from './development/development.ts';
import { DECLARED_FEATURES, whoStillAsks } from './feature/features.ts';
import { findTesterIn } from './feature/find-tester.ts';
import { healthRoutes } from './http/health.ts';
import type { Rooms } from './rooms.ts';
import { probeFeature } from './feature/preflight-probe.ts';

/** Everything that programs ask for: health, and with a token flags, releases and development’s levers. */
export async function mountForPrograms(app: FastifyInstance, rooms: Rooms): Promise<void> {
  const { engine, accounts, tokens, settings } = rooms;
  const admission = { check: tokens.check, limits: rooms.limits };
  const admitted = authorize(admission);
  const { flagSnapshotLimitMs } = settings;
  await app.register(healthRoutes({ ...rooms, flagSnapshotLimitMs, warnings: engine.warnings }));
  await mountFlags(app, rooms, admission);
  const release = releaseApi({
    engine,
    clock: rooms.clock,
    authorize: admitted,
    whoActs,
    whyRoleless,
    mayObserve: (request, toggle) => mayFor(request, 'observations', toggle),
    findTester: findTesterIn(accounts),
  });
  await app.register(release, { prefix: '/api/release' });
  const nameOf = (request: FastifyRequest) => whoActs(request).name;
  const ofTokens = tokenRoutes({ tokens, authorize: admitted, nameOf });
  await app.register(ofTokens, { prefix: '/api/tokens' });
  await app.register(feedbackListing({ store: rooms.feedback.store, authorize: admitted }));
  await app.register(metricsRoute(rooms.monitoring.scraped, admitted));
  await mountDevelopment(app, rooms, admitted);
}

/** The flags as Flipper’s clients, OpenFeature’s and our own command line ask for them. */
async function mountFlags(
  app: FastifyInstance,
  rooms: Rooms,
  admission: Parameters<typeof authorize>[0],
): Promise<void> {
  const { flags, engine, db, publicFiles, readImportFile } = rooms;
  const admitted = authorize(admission);
  const records = createFeatureRecords(db);
  const changes = changesByHand(rooms, records);
  const flagApi = flipperApi({ ...changes, readFile: readImportFile, authorize: admitted });
  await app.register(flagApi, { prefix: '/flipper/api' });
  const check = checkRoute({
    flags,
    authorize: admitted,
    probeFeature: (feature) => probeFeature(feature, publicFiles),
  });
  await app.register(check, { prefix: '/api/flags' });
  const lifeOfFlags = flagRoutes({
    ...changes,
    authorize: admitted,
    declared: DECLARED_FEATURES,
    records,
    owners: engine.owners,
    clock: rooms.clock,
  });
  await app.register(lifeOfFlags, { prefix: '/api/flags' });
  const ofrep = ofrepApi({
    flags,
    authorize: authorizeQuestions(admission),
    onSnapshot: flags.onSnapshot,
    streamTicket: streamTicket(rooms.apiToken),
  });
  await app.register(ofrep, { prefix: '/ofrep/v1' });
}

/** Development’s levers; elsewhere there are none. */
async function mountDevelopment(
  app: FastifyInstance,
  { movableClock, pageFaults, world }: Rooms,
  admitted: ReturnType<typeof authorize>,
): Promise<void> {
  if (!movableClock || !pageFaults) return;
  const { setFault, sendVeterans } = world;
  const development = developmentRoutes({
    clock: movableClock,
    authorize: admitted,
    setFault,
    pageFaults,
    sendVeterans,
  });
  await app.register(development, { prefix: '/api/development' });
}

/** What every way of changing a feature by hand goes by. */
export function changesByHand({ flags, engine, clock }: Rooms, records: FeatureRecords) {
  return {
    flags,
    ownership: ownershipBy(engine),
    noteOf: noteOfChange,
    mayChange: (request: FastifyRequest, key: string) => mayFor(request, 'flags', key),
    stillAsked: async (keys: readonly string[]) => {
      const lastAsked = await records.lastAsked();
      const now = clock.now();
      const sentences = keys.map((key) => whoStillAsks(key, lastAsked.get(key), now));
      return sentences.find((sentence) => sentence !== null) ?? null;
    },
  };
}

function mayFor(request: FastifyRequest, scope: TokenScope, toggle: string): boolean {
  const grant = grantOf(request);
  return grant !== null && holdsScopeFor(grant, scope, toggle);
}

/** The same on every instance, and of no use for anything but listening for changes. */
function streamTicket(apiToken: string): string {
  return createHmac('sha256', apiToken).update('ofrep change events').digest('base64url');
}

/** A feature that a release owns opens with its next stage only; closing it by hand is a rollback. */
function ownershipBy(engine: ReleaseEngine): FeatureOwnership {
  const rollBack = (id: string, request: FastifyRequest) =>
    engine.take({ id, step: { kind: 'rollback' }, who: whoActs(request), why: BY_HAND });
  return {
    ownerOf: engine.ownerOf,
    ownersAmong: async (features) => ownersAmong(await engine.owners(), features),
    mayBeRemoved: engine.isCarriedOut,
    closedByHand: async (feature: string, request: FastifyRequest) => {
      const owner = await engine.ownerOf(feature);
      if (owner !== null) await rollBack(owner.release, request);
    },
    closedWithoutStore: async (feature: string, request: FastifyRequest) => {
      const owner = engine.knownOwnerOf(feature);
      if (owner === null) return null;
      const taken = await rollBack(owner.release, request);
      if (taken.ok) return WRITTEN_DOWN_AFTER_ALL;
      return taken.error.code === 'not-yet-recorded' ? taken.error.sentence : null;
    },
  };
}

/** Every spelling of a toggle is that toggle. */
function ownersAmong(
  releaseOf: ReadonlyMap<string, string>,
  features: readonly string[],
): ReadonlyMap<string, Owner> {
  const bySpelling = new Map(
    [...releaseOf].map(([toggle, release]) => [spellingOf(toggle), { release, toggle }]),
  );
  return new Map(
    features.flatMap((feature) => {
      const owner = bySpelling.get(spellingOf(feature));
      return owner ? [[feature, owner]] : [];
    }),
  );
}

const BY_HAND = 'Switched off by hand in the flag engine';
const WRITTEN_DOWN_AFTER_ALL = 'Rolled back; the database could not be reached a moment ago.';
