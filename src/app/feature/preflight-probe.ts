import { randomUUID } from 'node:crypto';

import Fastify, { type FastifyInstance } from 'fastify';

import { createFlags, createMemoryStore, flipperApi, ofrepApi } from '../../flags/index.ts';
import type { SurfaceProbe } from '../../flags/index.ts';
import { NO_SURVEY } from '../../feedback/index.ts';
import { accountIdFrom, type AccountId, type Person } from '../../identity/index.ts';
import { createLog } from '../../lib/log.ts';
import { ok } from '../../lib/result.ts';
import { CONTACTS_FEATURE } from './features.ts';
import { mountProfile } from './profile-endpoints.ts';
import { systemClock } from '../../lib/clock.ts';
import type { PublicFiles } from '../public-files.ts';

/** A place where a feature shows, and whether it shows there to an account. */
type ProbedSurface = {
  readonly name: string;
  readonly shows: (app: FastifyInstance, feature: string, actorId: string) => Promise<boolean>;
};

/** The header by which a probe names its account. It can’t be sent from outside: a probe listens on no port. */
const ASKER = 'x-probe-account';

/**
 * Opens a feature for one account in a copy of the program's endpoints with separate flags, and checks every
 * place where it could show, with that account and with another. The probe leaves nothing behind, involves no
 * real account and never calls VA Profile.
 */
export async function probeFeature(
  feature: string,
  publicFiles: PublicFiles,
): Promise<readonly SurfaceProbe[]> {
  const [listed, unlisted] = [someAccount(), someAccount()];
  const { app, close } = await openProbe(feature, { listed, publicFiles });
  const probes: SurfaceProbe[] = [];
  for (const { name, shows } of surfacesOf(feature)) {
    probes.push({
      surface: name,
      forListed: await shows(app, feature, listed),
      forUnlisted: await shows(app, feature, unlisted),
    });
  }
  await close();
  return probes;
}

async function openProbe(
  feature: string,
  { listed, publicFiles }: { readonly listed: AccountId; readonly publicFiles: PublicFiles },
) {
  const log = createLog('silent');
  const flags = createFlags({ store: createMemoryStore(), log, snapshotLimitMs: 60_000 });
  const note = { who: 'Flag check', role: 'automatic', through: 'start', why: null } as const;
  await flags.change(feature, { kind: 'enable-actor', actorId: listed }, note);
  const app = Fastify();
  app.decorateRequest<Person | null>('person', null);
  app.decorateRequest('accountName', null);
  app.decorateRequest('wasSignedOut', false);
  app.decorateRequest('signInEndsInMs', 0);
  app.addHook('onRequest', async (request) => {
    request.setDecorator('person', personWith(accountIdFrom(request.headers[ASKER])));
  });
  const noneOnFile = ok({ contacts: [], dropped: 0, auditId: null });
  const contacts = { contactsOf: () => Promise.resolve(noneOnFile) };
  const downtime = () => ({ kind: 'none' }) as const;
  await mountProfile(app, {
    ...{ flags, contacts, downtime, publicFiles, log },
    clock: systemClock,
    survey: NO_SURVEY,
    publicUrl: 'http://localhost',
    observe: () => undefined,
    analytics: null,
    container: null,
    pageFaults: null,
  });
  const ownership = {
    ownerOf: () => Promise.resolve(null),
    ownersAmong: () => Promise.resolve(new Map()),
    closedByHand: () => Promise.resolve(),
    closedWithoutStore: () => Promise.resolve(null),
    mayBeRemoved: () => Promise.resolve(false),
  };
  const byHand = { ownership, noteOf: () => note, mayChange: () => true };
  const flagApi = flipperApi({ flags, authorize: [], ...byHand });
  await app.register(flagApi, { prefix: '/flipper/api' });
  const ofrep = { flags, authorize: [], onSnapshot: flags.onSnapshot, streamTicket: '' };
  await app.register(ofrepApi(ofrep), { prefix: '/ofrep/v1' });
  const close = async () => {
    await app.close();
    await flags.close();
  };
  return { app, close };
}

/** A person who may see all of their Profile. */
function personWith(accountId: AccountId | null): Person | null {
  return (
    accountId && {
      accountId,
      credential: { provider: 'idme', uuid: accountId },
      proofed: true,
      foundInMpi: true,
      vaPatient: true,
      blocked: false,
      operator: null,
    }
  );
}

function someAccount(): AccountId {
  const id = accountIdFrom(randomUUID());
  if (id === null) throw new Error('a UUID is no account id');
  return id;
}

function surfacesOf(feature: string): readonly ProbedSurface[] {
  return feature === CONTACTS_FEATURE ? [...CONTACTS_SURFACES, ...ENDPOINTS] : ENDPOINTS;
}

const pageAs = (app: FastifyInstance, url: string, actorId: string) =>
  app.inject({ url, headers: { [ASKER]: actorId } });

/** The frame of the page before its content, and the content. */
async function hubAs(app: FastifyInstance, actorId: string) {
  const [frame = '', content = ''] = (await pageAs(app, '/profile', actorId)).body.split('<main');
  return { frame, content };
}

const CONTACTS = '/profile/contacts';
const LINK = `href="${CONTACTS}"`;

const CONTACTS_SURFACES: readonly ProbedSurface[] = [
  {
    name: 'navigation',
    shows: async (app, _feature, actorId) => (await hubAs(app, actorId)).frame.includes(LINK),
  },
  {
    name: 'hub card',
    shows: async (app, _feature, actorId) => (await hubAs(app, actorId)).content.includes(LINK),
  },
  {
    name: 'contacts page',
    shows: async (app, _feature, actorId) =>
      (await pageAs(app, CONTACTS, actorId)).statusCode === 200,
  },
  {
    name: 'contacts API',
    shows: async (app, _feature, actorId) =>
      (await pageAs(app, `/v0${CONTACTS}`, actorId)).statusCode === 200,
  },
];

/** The endpoints where any program can check any feature. */
const ENDPOINTS: readonly ProbedSurface[] = [
  {
    name: 'toggle list',
    shows: async (app, feature, actorId) => {
      const answer = await pageAs(app, '/v0/feature_toggles', actorId);
      const { data } = answer.json<{ data: { features: { name: string; value: boolean }[] } }>();
      return data.features.some(({ name, value }) => name === feature && value);
    },
  },
  {
    name: 'Flipper’s API',
    shows: async (app, feature, actorId) => {
      const answer = await app.inject(`/flipper/api/actors/${encodeURIComponent(actorId)}`);
      const { features } = answer.json<{ features: Record<string, { enabled: boolean }> }>();
      return features[feature]?.enabled === true;
    },
  },
  {
    name: 'OFREP',
    shows: async (app, feature, actorId) => {
      const answer = await app.inject({
        method: 'POST',
        url: `/ofrep/v1/evaluate/flags/${encodeURIComponent(feature)}`,
        payload: { context: { targetingKey: actorId } },
      });
      return answer.json<{ value?: unknown }>().value === true;
    },
  },
];
