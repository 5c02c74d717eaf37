/** The Profile's pages in any state a header asks for, with the real styles: `tsx server.ts` prints its address. */
import { AsyncLocalStorage } from 'node:async_hooks';

import { createHttpServer } from '../../src/app/http/http-server.ts';
import { findPublicFiles } from '../../src/app/public-files.ts';
import { vaProfileContacts, type ContactsSource } from '../../src/contacts/index.ts';
import { NO_SURVEY } from '../../src/feedback/index.ts';
import { signedInBy, type Person } from '../../src/identity/index.ts';
import { createLog } from '../../src/lib/log.ts';
import { err, ok } from '../../src/lib/result.ts';
import {
  languageOf,
  profileRoutes,
  renderSignOutPrompt,
  shownAccount,
} from '../../src/profile/index.ts';
import { httpSettings } from '../world/http-settings.ts';
import { veteran } from '../world/veterans.ts';
import { PAGE_STATES, STATE_HEADER, VISITOR_HEADER, type PageState } from './states.ts';
import type { FastifyRequest } from 'fastify';

const DOWNTIME = {
  from: new Date('2026-12-01T07:00:00Z'),
  until: new Date('2026-12-01T09:00:00Z'),
};

const publicFiles = findPublicFiles();
const { stylesheetUrl, fontUrls, profileScriptUrl: scriptUrl } = publicFiles;
const files = { stylesheetUrl, fontUrls };
const { app, knowReaders } = await createHttpServer(httpSettings({ publicFiles }));
app.decorateRequest<Person | null>('person', null);
app.decorateRequest('accountName', 'Maximiliane Sample');
app.decorateRequest('wasSignedOut', false);
app.decorateRequest('signInEndsInMs', 1_800_000);
/** The state of each request; one that names none is in the state asked for last. */
const states = new AsyncLocalStorage<PageState | undefined>();
let last: PageState | undefined;
app.addHook('onRequest', (request, _reply, done) => {
  const { [STATE_HEADER]: asked, [VISITOR_HEADER]: visitor = 'all-four' } = request.headers;
  last = PAGE_STATES.find(({ name }) => encodeURIComponent(name) === asked) ?? last;
  request.setDecorator('person', visitor === 'signed out' ? null : veteran(visitor as 'all-four'));
  states.run(last, done);
});
const known = (request: FastifyRequest) => {
  const signedIn = signedInBy(request);
  return signedIn && shownAccount(signedIn, () => true);
};
knowReaders({ known, find: async (request) => known(request) });
app.get('/broken', () => Promise.reject(Object.assign(new Error(), { code: 'ECONNREFUSED' })));
app.get('/sign-out', (request, reply) => {
  const language = languageOf(request);
  const page = { ...files, language, account: known(request), now: new Date() };
  return reply.type('text/html; charset=utf-8').send(renderSignOutPrompt(page));
});
await app.register(
  profileRoutes({
    contactsIsOpen: () => true,
    contacts: { contactsOf: (...asking) => sourceOf(states.getStore()).contactsOf(...asking) },
    downtime: () => outlookOf(states.getStore()),
    survey: { ...NO_SURVEY, standingOf: async () => states.getStore()?.survey ?? null },
    sameOriginOnly: (_request, _reply, done) => done(),
    log: createLog('silent'),
    now: () => new Date(),
    ...files,
    scriptUrl,
    containerFor: () => null,
  }),
);
process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
process.once('SIGTERM', () => void app.close());

function sourceOf(wanted: PageState | undefined): ContactsSource {
  const { cause } = wanted ?? { cause: { records: [] } };
  return vaProfileContacts({
    healthBenefit: async () =>
      'failure' in cause
        ? err({ kind: cause.failure, upstreamStatus: null, upstreamCode: null, auditId: null })
        : ok({ associatedPersons: 'records' in cause ? cause.records : [], auditId: null }),
  });
}

function outlookOf(wanted: PageState | undefined) {
  const kind = wanted && 'downtime' in wanted.cause ? wanted.cause.downtime : undefined;
  return kind ? { kind, downtime: DOWNTIME } : ({ kind: 'none' } as const);
}
