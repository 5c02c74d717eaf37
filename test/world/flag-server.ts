/** The flag API as a program sees it, on a store in memory, with a release that may own features. */
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach } from 'vitest';

import {
  CLOSED_GATES,
  createFlags,
  createMemoryStore,
  flipperApi,
  type ChangeNote,
  type Flags,
} from '../../src/flags/index.ts';
import type { FlagStore } from '../../src/flags/store/store.ts';
import { createLog } from '../../src/lib/log.ts';
import { BY_ENZO } from './flag-notes.ts';

export type FlagServer = {
  app: FastifyInstance;
  flags: Flags;
  /** The release that owns each feature. */
  owners: Map<string, string>;
  /** How often somebody asked for owners, of one feature or of many. */
  ownersAsked: number;
  /** Features whose release has been carried out. */
  carriedOut: Set<string>;
  /** The features whose release was rolled back. */
  rolledBack: string[];
  /** Which program still asks for the features, in a sentence. */
  stillAsked: string | null;
  /** Who asks. */
  note: ChangeNote;
  /** Asks as Flipper's clients do: everything is labelled JSON, and text goes out as it is. */
  call(verb: Verb, path: string, body?: object | string, headers?: Headers): Promise<Answer>;
};

type Verb = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
type Headers = Readonly<Record<string, string>>;
type Answer = Awaited<ReturnType<FastifyInstance['inject']>>;

/** A fresh one for each test, on a store in memory unless the test brings one. */
export function flagServer(openStore: () => FlagStore = createMemoryStore): FlagServer {
  const server = {} as FlagServer;
  beforeEach(async () => {
    await open(server, openStore());
  });
  afterEach(async () => {
    await server.flags.close();
    await server.app.close();
  });
  return server;
}

async function open(server: FlagServer, store: FlagStore): Promise<void> {
  const flags = createFlags({
    store,
    log: createLog('silent'),
    snapshotLimitMs: 30_000,
    surroundings: { groups: new Map([['admins', () => true]]) },
  });
  await flags.refresh();
  Object.assign(server, {
    app: Fastify(),
    flags,
    owners: new Map(),
    ownersAsked: 0,
    carriedOut: new Set(),
    rolledBack: [],
    note: BY_ENZO,
    stillAsked: null,
    call: callerOf(server),
  });
  const ownership = {
    ownerOf: (feature: string) => {
      server.ownersAsked += 1;
      const release = server.owners.get(feature);
      return Promise.resolve(release === undefined ? null : { release, toggle: feature });
    },
    ownersAmong: (features: readonly string[]) => {
      server.ownersAsked += 1;
      const owned = features.filter((feature) => server.owners.has(feature));
      const ownerOf = (feature: string) => server.owners.get(feature) ?? '';
      return Promise.resolve(
        new Map(owned.map((toggle) => [toggle, { release: ownerOf(toggle), toggle }])),
      );
    },
    closedByHand: async (feature: string) => {
      server.rolledBack.push(feature);
      await flags.change(feature, { kind: 'replace', gates: CLOSED_GATES }, BY_ENZO);
    },
    mayBeRemoved: (feature: string) => Promise.resolve(server.carriedOut.has(feature)),
    closedWithoutStore: (feature: string) => {
      if (!server.owners.has(feature)) return Promise.resolve(null);
      flags.closeHere([feature]);
      return Promise.resolve('Closed here, not yet recorded.');
    },
  };
  const api = flipperApi({
    flags,
    authorize: [],
    ownership,
    noteOf: () => server.note,
    mayChange: () => true,
    stillAsked: () => Promise.resolve(server.stillAsked),
    pollIntervalSeconds: 20,
  });
  await server.app.register(api, { prefix: '/flipper/api' });
}

function callerOf(server: FlagServer): FlagServer['call'] {
  return (method, path, body = '', headers = {}) => {
    const labelled = { 'content-type': 'application/json', ...headers };
    const asked = { method, url: `/flipper/api${path}`, headers: withoutEmpty(labelled) };
    const hasBody = method !== 'GET' && method !== 'HEAD';
    return server.app.inject(hasBody ? { ...asked, payload: asText(body) } : asked);
  };
}

function withoutEmpty(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
}

function asText(body: object | string): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}
