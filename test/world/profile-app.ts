import fastifyFormbody from '@fastify/formbody';
import fastify, { type FastifyInstance } from 'fastify';
import { contactsApi, vaProfileContacts, type DowntimeOutlook } from '../../src/contacts/index.ts';
import { NO_SURVEY, type Survey } from '../../src/feedback/index.ts';
import { sameOriginOnly, type Person } from '../../src/identity/index.ts';
import { createLog, type LogFields } from '../../src/lib/log.ts';
import { keepLanguageChoice, leadToOneAddress, profileRoutes } from '../../src/profile/index.ts';
import { namedPeople } from '../../src/stand-ins/people/index.ts';
import {
  startVaProfileStandIn,
  type VaProfileStandIn,
} from '../../src/stand-ins/va-profile/index.ts';
import { createVaProfileClient, type Protection } from '../../src/va-profile/index.ts';
import { PROTECTION } from './protection.ts';
import { veteran, type VeteranName } from './veterans.ts';

export type Visitor = VeteranName | 'signed out';

/** The Profile and its API in front of the VA Profile stand-in; who asks is said with each request. */
export type ProfileApp = {
  get(path: string, options: Asked): Promise<Answer>;
  /** Sends a form from a page of this site, unless the headers say otherwise. */
  send(path: string, options: Asked & { form: Record<string, string> }): Promise<Answer>;
  /** Starts to listen, for tests that need a real connection; returns the address. */
  listen(): Promise<string>;
  readonly vaProfile: VaProfileStandIn;
  open(isOpen: boolean): void;
  /** What is planned for VA Profile from now on. */
  plan(outlook: DowntimeOutlook): void;
  /** Every line logged so far. */
  readonly logged: readonly LogLine[];
  close(): Promise<void>;
};

type Asked = { as: Visitor; headers?: Record<string, string> };
export type Answer = Awaited<ReturnType<typeof answerTo>>;
export type LogLine = LogFields & { readonly msg: string };

/** The header by which a test says who asks. */
export const VISITOR = 'x-visitor';

/** … what their account is called, and whether they were signed in until a moment ago. */
export const ACCOUNT_NAME = 'x-account-name';
export const SIGNED_OUT = 'x-signed-out';
/** … or that they signed in with an account that VA Profile does not know. */
export const NO_CREDENTIAL = 'x-no-credential';

/** When every page is looked at, in ISO 8601. */
export const LOOKED_AT = '2026-12-01T06:30:00Z';

/** Tests of single failures share an app, and must not leave VA Profile closed to the next. */
const NEVER_LEFT_ALONE: Protection = {
  ...PROTECTION,
  breaker: { ...PROTECTION.breaker, errorShare: 2 },
};

/** For what hangs: on a busy machine a good answer may take its time. */
const PATIENT_MS = 60_000;

export async function startProfileApp({
  deadlineMs = PATIENT_MS,
  protection = NEVER_LEFT_ALONE,
  survey = NO_SURVEY,
  ...options
}: {
  /** Of a question to VA Profile; short where a test waits for it to pass. */
  deadlineMs?: number;
  protection?: Protection;
  survey?: Survey;
  /** Milliseconds, for the breaker. */
  now?: () => number;
} = {}): Promise<ProfileApp> {
  const logged: LogLine[] = [];
  const write = (line: string) => void logged.push(JSON.parse(line) as LogLine);
  const log = createLog('debug', { write });
  const vaProfile = await startVaProfileStandIn({ people: namedPeople });
  const client = createVaProfileClient({
    baseUrl: vaProfile.url,
    log,
    deadlineMs,
    protection,
    ...options,
  });
  const contacts = vaProfileContacts(client);
  let isOpen = true;
  let downtime: DowntimeOutlook = { kind: 'none' };
  const shared = { contacts, log, contactsIsOpen: () => isOpen, downtime: () => downtime };
  const app = fastify();
  await app.register(fastifyFormbody);
  knowVisitors(app);
  app.addHook('onRequest', keepLanguageChoice);
  app.addHook('onRequest', leadToOneAddress);
  await app.register(contactsApi(shared));
  await app.register(
    profileRoutes({
      ...shared,
      survey,
      sameOriginOnly: sameOriginOnly('https://www.example.gov'),
      now: () => new Date(LOOKED_AT),
      stylesheetUrl: '/public/styles.css',
      scriptUrl: '/public/profile.js',
      containerFor: () => null,
    }),
  );
  return {
    get: (path, asked) => answerTo(app, path, asked),
    send: (path, { form, headers, as }) =>
      answerTo(app, path, {
        as,
        headers: { 'sec-fetch-site': 'same-origin', ...FORM_TYPE, ...headers },
        payload: new URLSearchParams(form).toString(),
      }),
    listen: () => app.listen({ host: '127.0.0.1', port: 0 }),
    vaProfile,
    open: (open) => {
      isOpen = open;
    },
    plan: (outlook) => {
      downtime = outlook;
    },
    logged,
    close: async () => {
      await app.close();
      await vaProfile.close();
    },
  };
}

function knowVisitors(app: FastifyInstance): void {
  app.decorateRequest<Person | null>('person', null);
  app.decorateRequest('accountName', null);
  app.decorateRequest('wasSignedOut', false);
  app.decorateRequest('signInEndsInMs', 1_800_000);
  app.addHook('onRequest', async (request) => {
    const visitor = request.headers[VISITOR] as Visitor;
    const person = visitor === 'signed out' ? null : veteran(visitor);
    const lacks = request.headers[NO_CREDENTIAL] === undefined ? {} : { credential: null };
    request.setDecorator('person', person && { ...person, ...lacks });
    const name = request.headers[ACCOUNT_NAME];
    request.setDecorator('accountName', typeof name === 'string' ? name : null);
    request.setDecorator('wasSignedOut', request.headers[SIGNED_OUT] !== undefined);
  });
}

const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

async function answerTo(
  app: FastifyInstance,
  path: string,
  { as, headers = {}, payload }: Asked & { payload?: string },
) {
  const {
    statusCode: status,
    headers: answered,
    body,
  } = await app.inject({
    url: path,
    headers: { ...headers, [VISITOR]: as },
    ...(payload !== undefined && { method: 'POST' as const, payload }),
  });
  return { status, headers: { ...answered, date: null }, body };
}
