import { createHmac } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import {
  asksNotToBeCounted,
  createIntake,
  createSqlPageStore,
  createSqlTaking,
  keepTaking,
  keepTidy,
  eventRoutes,
  pageFigures,
  type Intake,
  type PageFigures,
  type PageName,
  type Sender,
} from '../../analytics/index.ts';
import { personOf, sameOriginOnly, whyNotAllowed } from '../../identity/index.ts';
import type { Database } from '../../lib/database/index.ts';
import { languageOf } from '../../profile/index.ts';
import { countEvents } from '../monitoring/count-calls.ts';
import type { Rooms } from '../rooms.ts';
import { createEvaluations, type Evaluations } from './evaluations.ts';
import { CONTACTS_FEATURE } from './features.ts';
import { programEvents } from './program-events.ts';

/** What the pages report, as a program counts it. */
export type PageAnalytics = {
  readonly intake: Intake;
  /** What has been counted of the feature’s page. */
  figures(): Promise<PageFigures>;
  /** Counts what waits, and ends. */
  close(): Promise<void>;
  /** Who met the page, by a keyed hash, and under what; null for people outside the feature’s audience. */
  senderOf(request: FastifyRequest, evaluations: Evaluations): Sender | null;
};

type AnalyticsRooms = Pick<
  Rooms,
  'db' | 'observations' | 'clock' | 'log' | 'engine' | 'sessionSecret'
>;

export function openPageAnalytics(rooms: AnalyticsRooms): PageAnalytics {
  const { db, observations, clock, engine, sessionSecret } = rooms;
  // A flood of reports must keep nobody waiting who wants a page.
  const store = createSqlPageStore(observations);
  const intake = createIntake({ ...rooms, store });
  const stopTidying = keepTidy({ ...rooms, store });
  const taking = keepTaking({ ...rooms, taking: createSqlTaking(observations) });
  return {
    intake,
    figures: async () => {
      // What is looked at now is not held against a sign that is due in a moment.
      await taking.note();
      return figuresIn(db, clock.now());
    },
    close: () => {
      stopTidying();
      taking.stop();
      return intake.close();
    },
    senderOf: (request, evaluations) => {
      const person = personOf(request);
      if (person === null || whyNotAllowed(person) !== null) return null;
      const evaluation = evaluations.of(request);
      const cohort = evaluation?.cohort ?? null;
      const toggle = CONTACTS_FEATURE;
      const evaluated = evaluation && cohort && { ...evaluation, toggle, cohort };
      return {
        person: hashOf(sessionSecret, `${toggle} ${person.accountId}`),
        from: {
          feature: toggle,
          stage: (evaluated && engine.stageMet(evaluated)) ?? '',
          cohort: cohort ?? '',
        },
      };
    },
  };
}

async function figuresIn(db: Database, now: Date): Promise<PageFigures> {
  const [store, taking] = [createSqlPageStore(db), createSqlTaking(db)];
  const feature = CONTACTS_FEATURE;
  const [totals, days, people, spans, lastCounted] = await Promise.all([
    store.totals({ feature }),
    store.days(feature),
    store.people(feature),
    taking.spans(),
    taking.lastCounted(feature),
  ]);
  return pageFigures(feature, { totals, days, people, spans, lastCounted, now });
}

/** 64 bits: nobody can be found by it, and hardly two people share one. */
function hashOf(secret: string, text: string): string {
  const hash = createHmac('sha256', secret).update(`page events ${text}`).digest();
  return hash.readBigInt64LE().toString();
}

/** Where browsers and other programs report; beside the surface whose requests are measured, of which this is none. */
export async function mountPageEvents(
  app: FastifyInstance,
  rooms: Rooms,
  analytics: PageAnalytics,
): Promise<void> {
  const { flags, clock, settings, sessionSecret, monitoring } = rooms;
  const evaluations = createEvaluations({ flags, clock, toggle: CONTACTS_FEATURE });
  const hash = (text: string) => hashOf(sessionSecret, text);
  const routes = eventRoutes({
    intake: analytics.intake,
    hash,
    onAnswer: countEvents(monitoring.meter),
    pages: {
      sameOriginOnly: sameOriginOnly(settings.publicUrl),
      senderOf: (request) => {
        evaluations.isOpen(request);
        return analytics.senderOf(request, evaluations);
      },
    },
    programs: programEvents(rooms, (feature, person) => hash(`${feature} ${person}`)),
  });
  await app.register(routes);
}

const PAGES: Readonly<Record<string, PageName>> = {
  '/profile': 'hub',
  '/profile/contacts': 'contacts',
  '/profile/account-security': 'account-security',
};

/** Counts the pages that were sent with what they are for, so that views without JavaScript are counted as well. */
export function countPageViews(
  app: FastifyInstance,
  { intake, senderOf }: PageAnalytics,
  evaluations: Evaluations,
): void {
  app.addHook('onResponse', async (request, reply) => {
    const page = PAGES[request.routeOptions.url ?? ''];
    const isView = request.method === 'GET' && reply.statusCode === 200 && page !== undefined;
    if (!isView || asksNotToBeCounted(request)) return;
    const sender = senderOf(request, evaluations);
    if (sender === null) return;
    const view = { name: 'page-view', detail: '', valueClass: null } as const;
    const language = languageOf(request);
    intake.note({ page, device: 'none', language, events: [view], ...sender });
  });
}
