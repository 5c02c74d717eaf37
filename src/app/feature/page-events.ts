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
  FEATURE_PAGE,
  pageFigures,
  type Intake,
  type PageEvent,
  type PageFigures,
  type PageName,
  type Sender,
} from '../../analytics/index.ts';
import type { SurveyEvent } from '../../feedback/index.ts';
import { personOf, sameOriginOnly, signInOf, whyNotAllowed } from '../../identity/index.ts';
import type { Database } from '../../lib/database/index.ts';
import { StoreTooSlowError } from '../../lib/deadline.ts';
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
  /** A keyed hash of the sign-in and of what the page was met under: a visit. */
  visitOf(request: FastifyRequest, from: Sender['from']): string;
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
  const taking = keepTaking({ ...rooms, intake, taking: createSqlTaking(observations) });
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
    visitOf: (request, { feature, stage, cohort }) =>
      hashOf(sessionSecret, ['visit', signInOf(request), feature, cohort, stage].join('\n')),
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

/** Counts the pages that were sent with what they are for, so that views without JavaScript count, and their survey. */
export function countPageViews(
  app: FastifyInstance,
  { intake, senderOf, visitOf }: PageAnalytics,
  evaluations: Evaluations,
): void {
  const reportOf = (request: FastifyRequest, page: PageName, event: PageEvent) => {
    const sender = asksNotToBeCounted(request) ? null : senderOf(request, evaluations);
    const language = languageOf(request);
    return sender && { page, device: 'none' as const, language, events: [event], ...sender };
  };
  const countView = (request: FastifyRequest, page: PageName) => {
    const view = reportOf(request, page, happening('page-view'));
    if (view === null) return;
    intake.note(view);
    if (page !== FEATURE_PAGE) return;
    intake.note({ ...view, events: [happening('visit')] }, visitOf(request, view.from));
  };
  app.addHook('onResponse', (request, reply, done) => {
    const page = PAGES[request.routeOptions.url ?? ''];
    const isSent = request.method === 'GET' && reply.statusCode === 200;
    if (isSent && page !== undefined) countView(request, page);
    done();
  });
  app.addHook('preHandler', (request, _reply, done) => {
    surveyCounts.set(request, async (survey) => {
      const seen = reportOf(request, 'contacts', surveyEvent(survey));
      if (seen) await takeSurvey(intake, { ...seen, from: { ...seen.from, stage: survey.stage } });
    });
    done();
  });
}

// Not an AsyncLocalStorage: on Node 20, one that is used once makes every promise of the process dearer.
/** How requests under way have their survey counted. */
const surveyCounts = new WeakMap<object, (event: SurveyEvent) => Promise<void>>();

/** Counts what the survey told a request. An answer is counted when this ends. */
export async function countSurvey(event: SurveyEvent, request: object): Promise<void> {
  await surveyCounts.get(request)?.(event);
}

const happening = (name: PageEvent['name']): PageEvent => ({ name, detail: '', valueClass: null });

function surveyEvent(event: SurveyEvent): PageEvent {
  return event.kind === 'shown'
    ? happening('survey-shown')
    : { name: 'survey-answered', detail: event.answer, valueClass: null };
}

/** Nobody waits for what was shown; an answer is acknowledged only once it is counted, and throws where it is not. */
async function takeSurvey(intake: Intake, report: Parameters<Intake['note']>[0]): Promise<void> {
  const isShown = report.events.some(({ name }) => name === 'survey-shown');
  if (isShown) {
    intake.note(report);
    return;
  }
  const taken = await intake.take({ batch: null, by: 'server', reports: [report] });
  if (taken === 'counted') return;
  // Whoever got no answer may not come again.
  intake.note(report);
  throw new StoreTooSlowError('The answer to the survey could not be counted.');
}
