/** The Profile as the program mounts it, with flags of its own and contacts that may fail, for tests of measuring. */
import fastify from 'fastify';

import { mountProfile } from '../../src/app/feature/profile-endpoints.ts';
import { CONTACTS_FEATURE } from '../../src/app/feature/features.ts';
import type { Contact, ContactsFailure } from '../../src/contacts/index.ts';
import { createFlags, createMemoryStore, type Flags } from '../../src/flags/index.ts';
import { NO_SURVEY } from '../../src/feedback/index.ts';
import type { Person } from '../../src/identity/index.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLog } from '../../src/lib/log.ts';
import { err, ok } from '../../src/lib/result.ts';
import type { SurfaceAnswer } from '../../src/release/index.ts';
import { NO_ADDRESS } from './addresses.ts';
import { BY_ENZO } from './flag-notes.ts';
import { veteran, type VeteranName } from './veterans.ts';

export type OpenSurface = {
  openFor(percentage: number): Promise<void>;
  letIn(name: VeteranName): Promise<void>;
  visit(name: VeteranName | null, path: string): Promise<number>;
  /** From now on VA Profile fails in this way. */
  fail(failure: Pick<ContactsFailure, 'kind'>): void;
  /** From now on our own code throws. */
  breakDown(): void;
  /** What the release was told, in order. */
  told(): readonly SurfaceAnswer[];
  close(): Promise<void>;
};

export async function openSurface(): Promise<OpenSurface> {
  const log = createLog('silent');
  const flags = createFlags({ store: createMemoryStore(), log, snapshotLimitMs: 60_000 });
  const told: SurfaceAnswer[] = [];
  let asking: Person | null = null;
  let failure: ContactsFailure | 'broken' | null = null;
  const contactsOf = (person: Person) => {
    if (failure === 'broken') throw new Error('broken on purpose');
    if (failure) return Promise.resolve(err(failure));
    const contacts = person.accountId === veteran('none-on-file').accountId ? [] : [A_CONTACT];
    return Promise.resolve(ok({ contacts, dropped: 0, auditId: null }));
  };
  const app = fastify();
  app.decorateRequest<Person | null>('person', null);
  app.decorateRequest('accountName', null);
  app.decorateRequest('wasSignedOut', false);
  app.decorateRequest('signInEndsInMs', 1_800_000);
  app.addHook('onRequest', async (request) => {
    request.setDecorator('person', asking);
  });
  await mountProfile(app, {
    flags,
    contacts: { contactsOf },
    downtime: () => ({ kind: 'none' }),
    publicFiles: PUBLIC_FILES,
    log,
    clock: systemClock,
    survey: NO_SURVEY,
    publicUrl: 'https://www.example.gov',
    observe: (answer) => told.push(answer),
    analytics: null,
    container: null,
    pageFaults: null,
  });
  const change = (what: Parameters<Flags['change']>[1]) =>
    flags.change(CONTACTS_FEATURE, what, BY_ENZO);
  return {
    openFor: (percentage) => change({ kind: 'set-percentage-of-actors', percentage }),
    letIn: (name) => change({ kind: 'enable-actor', actorId: veteran(name).accountId }),
    visit: async (name, path) => {
      asking = name === null ? null : veteran(name);
      return (await app.inject(path)).statusCode;
    },
    fail: ({ kind }) => {
      failure = { kind, upstreamStatus: null, upstreamCode: null, auditId: null };
    },
    breakDown: () => {
      failure = 'broken';
    },
    told: () => told,
    close: async () => {
      await app.close();
      await flags.close();
    },
  };
}

const A_CONTACT: Contact = {
  type: 'Emergency Contact',
  id: 'Emergency Contact',
  name: { given: 'Avery', middle: null, family: 'Example' },
  relationship: null,
  address: NO_ADDRESS,
  phone: null,
};

const PUBLIC_FILES = {
  folder: '',
  stylesheetUrl: '/styles.css',
  consoleStylesheetUrl: '/console.css',
  consoleScriptUrl: '/console.js',
  profileScriptUrl: '/profile.js',
  fontUrls: [],
};
