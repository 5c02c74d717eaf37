/** The contacts page in any state a header asks for, with the real styles: `tsx server.ts` prints its address. */
import fastifyStatic from '@fastify/static';
import fastify from 'fastify';

import { findPublicFiles, PUBLIC_PREFIX } from '../../src/app/public-files.ts';
import { vaProfileContacts, type ContactsSource } from '../../src/contacts/index.ts';
import { NO_SURVEY } from '../../src/feedback/index.ts';
import type { Person } from '../../src/identity/index.ts';
import { createLog } from '../../src/lib/log.ts';
import { err, ok } from '../../src/lib/result.ts';
import { keepLanguageChoice, leadToOneAddress, profileRoutes } from '../../src/profile/index.ts';
import { veteran } from '../world/veterans.ts';
import { PAGE_STATES, STATE_HEADER, type PageState } from './states.ts';

const DOWNTIME = {
  from: new Date('2026-12-01T07:00:00Z'),
  until: new Date('2026-12-01T09:00:00Z'),
};

const { folder, stylesheetUrl, fontUrls, profileScriptUrl: scriptUrl } = findPublicFiles();
const app = fastify();
await app.register(fastifyStatic, { root: folder, prefix: PUBLIC_PREFIX });
app.decorateRequest<Person | null>('person', null);
app.decorateRequest('accountName', 'Maximiliane Sample');
app.decorateRequest('wasSignedOut', false);
app.decorateRequest('signInEndsInMs', 1_800_000);
// One browser looks at one state after the other, so the state asked for last is the state.
let state: PageState | undefined;
app.addHook('onRequest', keepLanguageChoice);
app.addHook('onRequest', leadToOneAddress);
app.addHook('onRequest', async (request) => {
  const asked = request.headers[STATE_HEADER];
  state = PAGE_STATES.find(({ name }) => encodeURIComponent(name) === asked) ?? state;
  request.setDecorator('person', veteran('all-four'));
});
await app.register(
  profileRoutes({
    contactsIsOpen: () => true,
    contacts: { contactsOf: (person, asking) => sourceOf(state).contactsOf(person, asking) },
    downtime: () => outlookOf(state),
    survey: { ...NO_SURVEY, standingOf: async () => state?.survey ?? null },
    sameOriginOnly: (_request, _reply, done) => done(),
    log: createLog('silent'),
    now: () => new Date(),
    stylesheetUrl,
    fontUrls,
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
