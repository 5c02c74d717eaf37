import { createHmac } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import {
  checkRoute,
  createFeatureRecords,
  flagRoutes,
  flipperApi,
  ofrepApi,
  type FeatureRecords,
} from '../flags/index.ts';
import { feedbackListing } from '../feedback/index.ts';
import { metricsRoute } from '../monitoring/index.ts';
import { grantOf, holdsScopeFor, tokenRoutes, type TokenScope } from '../identity/index.ts';
import { releaseApi } from '../release/index.ts';
import {
  authorize,
  authorizeQuestions,
  noteOfChange,
  whoActs,
  whyRoleless,
} from './http/acting.ts';
import { developmentRoutes } from './development/development.ts';
import { deliveryApi } from './feature/delivery-api.ts';
import { DECLARED_FEATURES, stillAskedBy } from './feature/features.ts';
import { findTesterIn } from './feature/find-tester.ts';
import { ownershipBy } from './feature/flag-ownership.ts';
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
  const ofAlerts = deliveryApi({ ...rooms, authorize: admitted, whoActs });
  await app.register(ofAlerts, { prefix: '/api/release/deliveries' });
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
    ...{ flags, ownership: changes.ownership },
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
function changesByHand({ flags, engine, clock }: Rooms, records: FeatureRecords) {
  return {
    flags,
    ownership: ownershipBy(engine, (request) => ({ who: whoActs(request) })),
    noteOf: noteOfChange,
    mayChange: (request: FastifyRequest, key: string) => mayFor(request, 'flags', key),
    stillAsked: stillAskedBy(records, clock),
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
