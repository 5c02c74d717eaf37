import { createHmac } from 'node:crypto';

import { createSqlPageStore } from '../analytics/index.ts';
import {
  createFeatureRecords,
  createFlags,
  createSqlClosings,
  createSqlStore,
  keepUsage,
  type ChangeNote,
  type Flags,
} from '../flags/index.ts';
import { createAccounts, openTokens } from '../identity/index.ts';
import { alignedClock, systemClock, type AlignedClock } from '../lib/clock.ts';
import type { Database } from '../lib/database/index.ts';
import { newId } from '../lib/ids.ts';
import { countBareAnswer, countRequests } from '../monitoring/index.ts';
import {
  createReleaseEngine,
  createSqlJournal,
  createSqlLookout,
  createSqlMeasurements,
  createSqlTesterRequests,
  releaseFlags,
  writeReleaseFlags,
  type PlanReader,
  type ReleaseEngine,
} from '../release/index.ts';
import { openAlerts, type OpenAlerts } from './feature/alerts.ts';
import { CONTACTS_FEATURE, DECLARED_FEATURES } from './feature/features.ts';
import { openFeedback } from './feature/feedback.ts';
import { countSurvey } from './feature/page-events.ts';
import { pageMeasures } from './feature/page-measures.ts';
import { mountForPeople } from './for-people.ts';
import { mountForPrograms } from './for-programs.ts';
import { createHttpServer, type HttpServer } from './http/http-server.ts';
import { reportFlags, reportReleases } from './monitoring/report-rooms.ts';
import { createStopping, endAll } from './stopping.ts';
import { createPageFaults } from './development/page-faults.ts';
import { createImportReader, IMPORT_WORKER } from './import-reader/import-reader.ts';
import { createPlanReader, PLAN_WORKER } from './plan-reader/plan-reader.ts';
import { findPublicFiles } from './public-files.ts';
import type { Rooms, RoomSurroundings } from './rooms.ts';

export type Program = Pick<HttpServer, 'app' | 'routes'> & {
  /** Says that it stops, for as long as proxies are given to notice. */
  drain(): Promise<void>;
  close(): Promise<void>;
};

/** Puts the rooms together. With the two files that mount them, the one place that knows them all. */
export async function compose(given: RoomSurroundings): Promise<Program> {
  // Moments of one release come from many instances: all keep to the clock that they share.
  const alignment = alignedClock(given.clock, systemClock);
  const surroundings = { ...given, clock: alignment, alignment };
  const { settings, world, log, tracer = null } = surroundings;
  const { meter } = surroundings.monitoring;
  // The flags are there before the releases, and may find something that concerns one.
  let engine: ReleaseEngine | null = null;
  const flags = await openFlags(surroundings, async (feature) =>
    engine?.noticeExternalChange(feature),
  );
  const { plans, readImportFile, ...readers } = openReaders(surroundings);
  const { alerts, deliveries } = openAlerts(surroundings);
  engine = await openReleases({ ...surroundings, plans, alerts }, flags);
  const publicFiles = findPublicFiles();
  const server = await createHttpServer({
    ...settings,
    issuer: world.oidc.issuer,
    visitorPass: world.visitorPass,
    sessionSecret: surroundings.sessionSecret,
    ...{ publicFiles, log, tracer },
    clock: surroundings.clock,
    onBareAnswer: (status) => countBareAnswer(meter, status),
    ...(surroundings.deadlines && { deadlines: surroundings.deadlines }),
  });
  const { app, limits, routes, knowReaders } = server;
  countRequests(app, meter);
  reportFlags(meter, flags);
  reportReleases(meter, engine);
  const stopping = createStopping(server, settings);
  const accounts = createAccounts(surroundings);
  const tokens = await openTokens({ ...surroundings, administrator: surroundings.apiToken });
  const pageFaults = surroundings.movableClock && createPageFaults();
  const feedback = openFeedback({ ...surroundings, engine, onSurvey: countSurvey });
  const opened = {
    ...{ flags, engine, deliveries, feedback },
    accounts,
    tokens,
    publicFiles,
    pageFaults,
    limits,
    knowReaders,
    ...stopping,
  };
  const rooms: Rooms = { ...surroundings, ...opened, readImportFile };
  await mountForPrograms(app, rooms);
  // A scope of its own: what asks with a token or fetches a stylesheet reads no session.
  await app.register((people) => mountForPeople(people, rooms));
  const stopWatching = engine.keepWatching();
  const { noteAsked } = createFeatureRecords(surroundings.db);
  const stopUsage = keepUsage({ ...surroundings, takeAsked: flags.takeAsked, noteAsked });
  return {
    app,
    routes,
    drain: stopping.drain,
    close: async () => {
      await stopping.hangUp();
      await endAll([stopWatching], log);
      await endAll([stopUsage, feedback.close, tokens.close, flags.close], log);
      await endAll(readers.close, log);
    },
  };
}

/** What reads long documents, each in a thread of its own unless a test reads them itself. */
function openReaders(given: RoomSurroundings) {
  const planReader = createPlanReader(PLAN_WORKER);
  const importReader = createImportReader(IMPORT_WORKER);
  const { plans = planReader, readImportFile = importReader.readFile } = given;
  return { plans, readImportFile, close: [planReader.close, importReader.close] };
}

const AT_START: ChangeNote = {
  who: 'Program',
  role: 'automatic',
  through: 'start',
  why: null,
};

async function openFlags(
  { db, listen, clock, log, settings, groups = new Map() }: RoomSurroundings,
  noticeExternalChange: (feature: string) => Promise<void>,
): Promise<Flags> {
  const store = createSqlStore(db);
  for (const { key } of DECLARED_FEATURES) await store.write(key, { kind: 'add' }, AT_START);
  const { flagSnapshotLimitMs: snapshotLimitMs, flagsClosed } = settings;
  const flags = createFlags({
    store,
    listen,
    log,
    ...(settings.databaseUrl !== null && { closings: createSqlClosings(db, log) }),
    snapshotLimitMs,
    onOutside: ({ feature }) => noticeExternalChange(feature),
    surroundings: { groups, now: clock.now },
  });
  if (flagsClosed.length > 0) flags.closeHere(flagsClosed);
  for (const feature of flagsClosed) log.warn('a feature is closed by FLAGS_CLOSED', { feature });
  await flags.refresh();
  return flags;
}

async function openReleases(
  surroundings: RoomSurroundings & {
    readonly plans: PlanReader;
    readonly alerts: OpenAlerts['alerts'];
    readonly alignment: AlignedClock;
  },
  flags: Flags,
): Promise<ReleaseEngine> {
  const { db, guard, lead, observations, clock, alignment, log, settings, sessionSecret } =
    surroundings;
  const { plans, alerts, writeFlags = writeReleaseFlags } = surroundings;
  const instance = newId();
  const lookout = createSqlLookout(lead, instance);
  const journal = createSqlJournal(db, { writeFlags, plans });
  // What one of them has read, the others know.
  const journalOn = (own: Database) => createSqlJournal(own, { writeFlags, plans, ...journal });
  const engine = createReleaseEngine({
    plans,
    journal,
    measurements: createSqlMeasurements(guard),
    testerRequests: createSqlTesterRequests(guard),
    lookout,
    pageEvents: pageMeasures(createSqlPageStore(guard)),
    guarding: { journal: journalOn(guard) },
    intake: {
      journal: journalOn(observations),
      measurements: createSqlMeasurements(observations),
      testerRequests: createSqlTesterRequests(observations),
    },
    flags: releaseFlags(flags, createFeatureRecords(guard)),
    instance,
    pseudonym: (text) => createHmac('sha256', sessionSecret).update(text).digest('base64url'),
    snapshotLimitMs: settings.flagSnapshotLimitMs,
    carried: [CONTACTS_FEATURE],
    alerts,
    clock,
    alignment,
    log,
  });
  // Before anything is dated.
  const { time } = await lookout.look();
  if (time) alignment.hear(time.atMs, time.roundTripMs);
  await engine.recover();
  return engine;
}
