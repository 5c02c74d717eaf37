/** The whole program with a release in each state, and one in which nothing was ever loaded, listening for a browser. */
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { crc32 } from 'node:zlib';
import { setTimeout } from 'node:timers/promises';

import type { Alert } from '../../src/alerts/index.ts';
import { createLog } from '../../src/lib/log.ts';
import { writeReleaseFlags, type ReleaseStatus } from '../../src/release/index.ts';
import type { OperatorRole } from '../../src/roles/index.ts';
import { freePort } from '../program/program.ts';
import { wholeProgram, type WholeProgram } from '../world/whole-program.ts';
import { databaseAway, isOfSession, type Away } from './database-away.ts';
import { STATES, type Hand } from './states.ts';

export type ConsoleWorld = {
  readonly url: string;
  /** Every address of the console that can be opened, as the program has them: `/console/releases/:id`. */
  readonly routes: readonly string[];
  setAway(away: Away): void;
  close(): Promise<void>;
};

const TOKEN = 'a-token-of-a-test-of-no-worth-to-anybody';
const BEAT_MS = 5_000;

export type Started = ConsoleWorld & { readonly parts: WholeProgram; cutFlags: Set<string> };

export async function startConsole(
  environment: Readonly<Record<string, string>> = {},
): Promise<Started> {
  let away: Away = 'nothing';
  const cutFlags = new Set<string>();
  const port = await freePort();
  const settings = {
    PORT: String(port),
    LOG_LEVEL: 'silent',
    REQUESTS_PER_MINUTE: '1000000',
    FLIPPER_API_TOKEN: TOKEN,
    ...environment,
  };
  const parts = await wholeProgram(settings, {
    apiToken: TOKEN,
    log: createLog('silent'),
    instead: (db) => ({
      db: databaseAway(
        db,
        (statement) => away === 'everything' || (away === 'records' && !isOfSession(statement)),
      ),
      guard: databaseAway(db, () => away !== 'nothing'),
      lead: databaseAway(db, () => away !== 'nothing'),
      writeFlags: async (tx, change) => {
        if (change.toggles.some((toggle) => cutFlags.has(toggle))) throw new Error('cut off');
        return writeReleaseFlags(tx, change);
      },
    }),
  });
  await parts.program.app.listen({ host: '127.0.0.1', port });
  const routes = parts.program.routes
    .filter(({ method, route }) => method === 'GET' && /^\/console(?:[/.]|$)/.test(route))
    .map(({ route }) => route);
  return {
    url: `http://127.0.0.1:${port}`,
    routes,
    parts,
    cutFlags,
    setAway: (now) => {
      away = now;
    },
    close: parts.close,
  };
}

/** Alerts are posted to a receiver that refuses those on which nobody has to act. */
export async function startFilledConsole(
  tell: (state: string) => void = () => undefined,
): Promise<Started> {
  const receiver = await refusingReceiver();
  const started = await startConsole({ ALERT_URL: receiver.url });
  const hands = Object.keys(STATES).map((state) => handOn(started, state));
  const beat = setInterval(() => void heartbeats(started, hands), BEAT_MS);
  for (const [index, toState] of Object.values(STATES).entries()) {
    const hand = hands[index];
    if (hand) await toState(hand);
    tell(hand?.id ?? '');
    await heartbeats(started, hands);
  }
  const close = async () => {
    clearInterval(beat);
    started.setAway('nothing');
    await started.close();
    await receiver.close();
  };
  return { ...started, close };
}

async function refusingReceiver() {
  const server = createServer((request, response) => {
    void json(request).then((alert) => {
      const { urgency } = alert as Pick<Alert, 'urgency'>;
      response.writeHead(urgency === 'act' ? 204 : 410).end();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await once(server.close(), 'close');
  };
  return { url: `http://127.0.0.1:${port}/alerts`, close };
}

const NAMES: Readonly<Record<OperatorRole, string>> = {
  'product-manager': 'Priya Manning',
  'product-owner': 'Olga Owner',
  engineer: 'Enzo Engineer',
  'contact-center': 'Cora Callahan',
  reviewer: 'Rita Reviewer',
};

type Asked = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: object;
};

async function ask(
  { parts }: Started,
  { method, path, body }: Asked,
  role: OperatorRole = 'product-manager',
) {
  const answer = await parts.program.app.inject({
    method,
    url: path,
    headers: {
      authorization: `Bearer ${TOKEN}`,
      'x-acting-as': encodeURIComponent(NAMES[role]),
      'x-acting-role': role,
      'x-acting-why': 'It is to go',
      'content-type': 'application/json',
    },
    ...(body && { payload: JSON.stringify(body) }),
  });
  return answer;
}

async function asked(started: Started, what: Asked, role?: OperatorRole): Promise<string> {
  const { statusCode, body } = await ask(started, what, role);
  if (statusCode >= 300) throw new Error(`${what.method} ${what.path}: ${statusCode} ${body}`);
  return body;
}

function handOn(started: Started, state: string): Hand {
  const id = state === 'open' ? 'personal-health-care-contacts-mvp' : `contacts-${state}`;
  const toggle = state === 'open' ? 'profile_contacts' : `contacts_${state.replaceAll('-', '_')}`;
  const at = `/api/release/plans/${id}`;
  const post: Hand['post'] = async (path, body = {}, role) =>
    void (await asked(started, { method: 'POST', path: `${at}/${path}`, body }, role));
  const status = async () =>
    JSON.parse(await asked(started, { method: 'GET', path: at })) as ReleaseStatus;
  return {
    id,
    toggle,
    post,
    attempt: async (path, body) =>
      void (await ask(started, { method: 'POST', path: `${at}/${path}`, body })),
    load: async (document) =>
      void (await asked(started, {
        method: 'POST',
        path: '/api/release/plans',
        body: { id, document },
      })),
    answerAll: async () => {
      const { goNoGo, questions } = await status();
      for (const { number, text } of questions) {
        await post(
          'answers',
          { question: number, yes: true },
          /contact center/i.test(text) ? 'contact-center' : 'product-manager',
        );
      }
      for (const { number, owner, goodAnswer } of goNoGo.items) {
        await post(
          'items',
          { item: number, answer: goodAnswer },
          (owner ?? 'engineer') as OperatorRole,
        );
      }
    },
    visits: async (people, failing = 0) => {
      const { stage } = await status();
      await tellVisits(started, { toggle, people, failing, percentage: stage?.percentage ?? 0 });
    },
    browse: async (people) =>
      void (await started.parts.world.sendVeterans?.({
        from: 1,
        people,
        visits: 2,
        browsers: true,
      })),
    pass: async (minutes) => {
      parts(started).clock.advance(minutes * 60_000);
      await setTimeout(0);
    },
    cutFlag: () => void started.cutFlags.add(toggle),
    removeFlag: async () =>
      void (await asked(started, { method: 'DELETE', path: `/flipper/api/features/${toggle}` })),
    until: async (wanted) => {
      const deadline = performance.now() + 300_000;
      for (;;) {
        const { state: now } = await status();
        if (now.kind === wanted) return;
        if (performance.now() > deadline)
          throw new Error(`${id} is ${now.words}, and not ${wanted}`);
        await setTimeout(100);
      }
    },
  };
}

const parts = (started: Started) => started.parts;

type Told = {
  readonly toggle: string;
  readonly people: number;
  readonly failing: number;
  readonly percentage: number;
};

/** Each looks at the hub, and those who have the feature at the page behind it. */
async function tellVisits(
  started: Started,
  { toggle, people, failing, percentage }: Told,
): Promise<void> {
  let left = failing;
  const observations = Array.from({ length: people }, (_, index) => `visitor-${index + 1}`).flatMap(
    (person) => {
      const isOpen = crc32(toggle + person) % 100_000 < percentage * 1_000;
      const fails = isOpen && left > 0;
      if (fails) left -= 1;
      const seen = {
        kind: 'answer',
        toggle,
        person,
        cohort: isOpen ? 'open' : 'closed',
        share: percentage / 100,
        shown: isOpen,
        status: 200,
        cause: null,
        durationMs: 40 + (index(person) % 60),
        hasContent: null,
        ofFeature: false,
        endpoint: '/profile',
      };
      const ofFeature = {
        ...seen,
        ofFeature: true,
        endpoint: '/profile/contacts',
        hasContent: !fails,
        ...(fails && { status: 500, cause: 'us', hasContent: null }),
      };
      return isOpen ? [seen, ofFeature] : [seen];
    },
  );
  await asked(started, {
    method: 'POST',
    path: '/api/release/observations',
    body: { observations },
  });
}

const index = (person: string) => Number(person.split('-')[1]);

/** What a program with each feature would tell of itself. */
async function heartbeats(started: Started, hands: readonly Hand[]): Promise<void> {
  const observations = hands
    .filter(({ toggle }) => toggle !== 'profile_contacts')
    .flatMap(({ toggle }) =>
      ['open', 'closed'].map((cohort) => ({ kind: 'heartbeat', toggle, cohort })),
    );
  await ask(started, { method: 'POST', path: '/api/release/observations', body: { observations } });
}
