import fastifyFormbody from '@fastify/formbody';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import { compressAnswers } from '../lib/http/index.ts';
import { consoleRoutes } from '../console/index.ts';
import { downtimeOutlook, vaProfileContacts } from '../contacts/index.ts';
import { createFeatureRecords } from '../flags/index.ts';
import {
  createSessions,
  identityRoutes,
  personOf,
  sameOriginOnly,
  signedInBy,
  signInBehind,
  SIGNED_OUT_PATH,
  type Sessions,
  type SignedIn,
} from '../identity/index.ts';
import {
  languageOf,
  renderProblemPage,
  renderSignInPrompt,
  renderSignOutPrompt,
  shownAccount,
} from '../profile/index.ts';
import { createVaProfileClient, type VaProfile } from '../va-profile/index.ts';
import { openTryOut } from './development/try-out.ts';
import { findTesterIn } from './feature/find-tester.ts';
import { mountPageEvents, openPageAnalytics } from './feature/page-events.ts';
import { mountProfile } from './feature/profile-endpoints.ts';
import { flagFacts, flagSteps } from './feature/console-flags.ts';
import { probeFeature } from './feature/preflight-probe.ts';
import { CONTACTS_FEATURE, DECLARED_FEATURES, stillAskedBy } from './feature/features.ts';
import { countingFetch, countQuestions } from './monitoring/count-calls.ts';
import { reportVaProfile } from './monitoring/report-rooms.ts';
import { createRehearsals } from './rehearsals/rehearsals.ts';
import type { Rooms } from './rooms.ts';

const HTML = 'text/html; charset=utf-8';

/** Everything that people see in a browser; sign-in comes first and says who asks. */
export async function mountForPeople(app: FastifyInstance, rooms: Rooms): Promise<void> {
  const { engine, settings, publicFiles } = rooms;
  const { consoleStylesheetUrl, consoleScriptUrl, fontUrls } = publicFiles;
  // Safe here: no page holds both something secret and something that another site can put in.
  await compressAnswers(app);
  await app.register(fastifyFormbody);
  const sessions = createSessions(rooms);
  await mountSignIn(app, rooms, sessions);
  app.addHook('onRequest', rooms.limits.byAccount);
  const vaProfile = openVaProfile(app, rooms);
  const contacts = vaProfileContacts(vaProfile);
  const downtime = () => downtimeOutlook(settings.vaProfileDowntimes, rooms.clock.now());
  const analytics = openPageAnalytics(rooms);
  app.addHook('onClose', analytics.close);
  await app.register((profile) =>
    mountProfile(profile, {
      ...rooms,
      contacts,
      downtime,
      analytics,
      observe: engine.observe,
      survey: rooms.feedback.survey,
      publicUrl: settings.publicUrl,
      container: settings.analyticsContainer,
    }),
  );
  await app.register((events) => mountPageEvents(events, rooms, analytics));
  const rehearsals = createRehearsals(rooms);
  app.addHook('onClose', rehearsals.close);
  const newcomers = openTryOut(rooms);
  app.addHook('onClose', async () => newcomers?.close());
  await app.register(
    consoleRoutes({
      engine,
      clock: rooms.clock,
      tryOut: newcomers?.tryOut ?? null,
      rehearsals,
      pageFigures: analytics.figures,
      downtimes: settings.vaProfileDowntimes,
      vaProfileHealth: vaProfile.figures,
      feedback: rooms.feedback.store,
      findTester: findTesterIn(rooms.accounts),
      ...consoleFlags(rooms),
      deliveries: rooms.deliveries,
      access: { tokens: rooms.tokens, sessions, accounts: rooms.accounts },
      stylesheetUrl: consoleStylesheetUrl,
      scriptUrl: consoleScriptUrl,
      fontUrls,
      sameOriginOnly: sameOriginOnly(settings.publicUrl),
    }),
  );
}

function consoleFlags(rooms: Rooms) {
  const records = createFeatureRecords(rooms.db);
  const { owners } = rooms.engine;
  const probe = (feature: string) => probeFeature(feature, rooms.publicFiles);
  const declared = DECLARED_FEATURES;
  return {
    flags: flagFacts({ ...rooms, declared, records, owners, probeFeature: probe }),
    flagSteps: flagSteps({ ...rooms, stillAsked: stillAskedBy(records, rooms.clock) }),
  };
}

function openVaProfile(app: FastifyInstance, rooms: Rooms): VaProfile {
  const { world, settings, log, monitoring, tracer = null } = rooms;
  const vaProfile = createVaProfileClient({
    baseUrl: world.vaProfileUrl,
    deadlineMs: settings.vaProfileDeadlineMs,
    protection: settings.vaProfileProtection,
    tls: settings.vaProfileTls,
    log,
    tracer,
    onAnswer: countQuestions(monitoring.meter),
  });
  reportVaProfile(monitoring.meter, vaProfile);
  app.addHook('onClose', () => vaProfile.close());
  return vaProfile;
}

async function mountSignIn(app: FastifyInstance, rooms: Rooms, sessions: Sessions): Promise<void> {
  const { clock, log, settings, engine, accounts, world, sessionSecret, monitoring } = rooms;
  const surroundings = pagesAround(rooms, sessions);
  const routes = identityRoutes({
    accounts,
    sessions,
    oidc: { ...world.oidc, fetch: countingFetch(monitoring.meter) },
    publicUrl: settings.publicUrl,
    sessionSecret,
    roleClaim: settings.operatorRoleClaim,
    clock,
    log,
    onSignedIn: async (accountId, emailDigest) => {
      if (emailDigest !== null) await engine.welcomeTester({ accountId, emailDigest });
    },
    renderProblem: (reply, problem) => {
      const { id: requestId } = reply.request;
      const page = { ...problem, requestId, ...surroundings(reply.request) };
      return reply.code(problem.status).type(HTML).send(renderProblemPage(page));
    },
    renderSignOut: (reply) => {
      const page = surroundings(reply.request);
      const isSignedIn = personOf(reply.request) !== null;
      const html = isSignedIn
        ? renderSignOutPrompt(page)
        : renderSignInPrompt({ ...page, path: SIGNED_OUT_PATH, signedOut: true });
      return reply.type(HTML).send(html);
    },
  });
  await app.register(routes);
}

/** What the pages around the Profile show of who reads them; the ones about problems are told as well. */
function pagesAround(rooms: Rooms, sessions: Sessions) {
  const { clock, flags, publicFiles, settings, knowReaders } = rooms;
  const { stylesheetUrl, fontUrls } = publicFiles;
  // Not the answer that is measured: a problem is none of what people meet of the feature.
  const contactsIsOpen = (id: string) => flags.ask(CONTACTS_FEATURE, [{ id, properties: {} }]).open;
  const shown = (signedIn: SignedIn | null) => signedIn && shownAccount(signedIn, contactsIsOpen);
  const behind = signInBehind({ ...rooms, sessions, publicUrl: settings.publicUrl });
  const known = (request: FastifyRequest) => shown(signedInBy(request));
  knowReaders({ known, find: async (request) => shown(await behind(request)) });
  return (request: FastifyRequest) => ({
    ...{ stylesheetUrl, fontUrls, now: clock.now() },
    language: languageOf(request),
    account: known(request),
  });
}
