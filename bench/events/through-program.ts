/** The whole program on PostgreSQL, to which another one reports. */
import { openBrowser, signInAs } from '../../src/stand-ins/visitors/index.ts';
import { freshDatabase } from '../../test/postgres/index.ts';
import { csvRows } from '../../test/world/csv-rows.ts';
import { freePort, startProgram, temporaryDirectory } from '../../test/program/program.ts';
import { viewOf, type View } from './views.ts';

const TOKEN = 'the-token-of-a-bench-of-no-worth-to-anybody';
const SENDERS = 4;
const REPORTS_A_BATCH = 120;
const SAMPLES = 160;
/** Each has a name of its own, also over several rounds. */
let batches = 0;

/** The least of many looks, in megabytes: what is over that is freed now and then. */
export type Memory = {
  /** What the system holds ready for the program. */
  readonly resident: number;
  /** What the program still refers to. */
  readonly heap: number;
};

export type Overload = {
  readonly acknowledged: number;
  readonly putOff: number;
  readonly withoutRetryAfter: number;
  /** Of the batches acknowledged, and of all once those that were put off were sent again. */
  readonly lost: number;
  readonly lostAtLast: number;
};

export async function reportTo<T>(
  serverUrl: string,
  work: (program: Reported) => Promise<T>,
): Promise<T> {
  const database = await freshDatabase(serverUrl);
  const directory = await temporaryDirectory();
  const metricsAddress = `127.0.0.1:${await freePort()}`;
  const environment = {
    DATABASE_URL: database.url,
    FLIPPER_API_TOKEN: TOKEN,
    METRICS_ADDRESS: metricsAddress,
  };
  const program = await startProgram({ dataDir: directory.path, environment });
  try {
    return await work({ url: program.url, metricsUrl: `http://${metricsAddress}/metrics` });
  } finally {
    await program.stop();
    await database.drop();
    await directory.remove();
  }
}

export type Reported = { readonly url: string; readonly metricsUrl: string };

/** Sends so many events; the memory is looked at all the while. */
export async function sendEvents(
  program: Reported,
  events: number,
): Promise<{ readonly eventsASecond: number; readonly least: Memory }> {
  let sent = 0;
  const samples: Memory[] = [];
  const send = async () => {
    while (sent < events) {
      const first = (batches += 1) * REPORTS_A_BATCH;
      const views = Array.from({ length: REPORTS_A_BATCH }, (_, one) => viewOf(first + one));
      const { status, counted } = await post(program, `memory-${batches}`, views);
      if (status !== 200) throw new Error(`not counted: ${status}`);
      sent += counted;
      if (sent >= (events / SAMPLES) * samples.length) samples.push(await memoryOf(program));
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: SENDERS }, send));
  const seconds = (performance.now() - began) / 1_000;
  return {
    eventsASecond: sent / seconds,
    least: {
      resident: Math.min(...samples.map(({ resident }) => resident)),
      heap: Math.min(...samples.map(({ heap }) => heap)),
    },
  };
}

/** As the program's own metrics have it. */
async function memoryOf({ metricsUrl }: Reported): Promise<Memory> {
  const text = await (await fetch(metricsUrl)).text();
  const megabytes = (metric: string) =>
    Number(new RegExp(`^${metric}(?:\\{.*\\})? (\\S+)$`, 'm').exec(text)?.[1]) / 2 ** 20;
  return {
    resident: megabytes('process_resident_memory_bytes'),
    heap: megabytes('nodejs_heap_size_used_bytes'),
  };
}

const AT_ONCE = 100;
const REPORTS_EACH = 400;

/** Far more at once than can wait; then what was put off again, until all is counted. */
export async function overload(program: Reported): Promise<Overload> {
  const before = await viewsCounted(program);
  const batches = Array.from({ length: AT_ONCE }, (_, batch) => ({
    id: `overload-${batch}`,
    views: Array.from({ length: REPORTS_EACH }, (__, one) => seen(batch * REPORTS_EACH + one)),
  }));
  const answers = await Promise.all(
    batches.map(async (batch) => ({ batch, ...(await post(program, batch.id, batch.views)) })),
  );
  const acknowledged = answers.filter(({ status }) => status === 200);
  const putOff = answers.filter(({ status }) => status === 503);
  if (acknowledged.length + putOff.length < AT_ONCE) throw new Error('answered in another way');
  const counted = (await viewsCounted(program)) - before;
  for (const { batch } of putOff) {
    while ((await post(program, batch.id, batch.views)).status !== 200);
  }
  const countedAtLast = (await viewsCounted(program)) - before;
  return {
    acknowledged: acknowledged.length,
    putOff: putOff.length,
    withoutRetryAfter: putOff.filter(({ retryAfter }) => retryAfter === null).length,
    lost: acknowledged.length * REPORTS_EACH - counted,
    lostAtLast: AT_ONCE * REPORTS_EACH - countedAtLast,
  };
}

const seen = (number: number): View => ({
  ...viewOf(number),
  events: [{ name: 'page-view', detail: '', valueClass: null }],
});

async function post({ url }: Reported, id: string, views: readonly View[]) {
  const answer = await fetch(`${url}/v0/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id, feature: 'profile_contacts', reports: views.map(reportOf) }),
  });
  const { counted = 0 } = (await answer.json()) as { counted?: number };
  return { status: answer.status, retryAfter: answer.headers.get('retry-after'), counted };
}

function reportOf({ person, device, language, events }: View) {
  return {
    person,
    cohort: 'closed',
    share: 0,
    device,
    language,
    events: events.map(({ name, detail, valueClass }) => ({
      event: name,
      ...PARTICULARS[name]?.(detail, (valueClass ?? 0) * 40),
    })),
  };
}

type Particulars = (detail: string, amount: number) => object;

const PARTICULARS: Readonly<Record<string, Particulars>> = {
  'section-seen': (section) => ({ section }),
  'phone-tapped': (number) => ({ number }),
  'browser-error': (fingerprint) => ({ fingerprint }),
  'web-vital': (vital, ms) => ({ vital, ms }),
  'layout-shift': (_, cls) => ({ cls }),
  'page-left': (_, ms) => ({ ms }),
};

/** As the dashboard has them, of all days. */
async function viewsCounted({ url }: Reported): Promise<number> {
  const browser = openBrowser();
  await signInAs(browser, `${url}/sign-in?return=/profile`, 'product-manager');
  const { text } = await browser.get(`${url}/console/analytics.csv`);
  return csvRows(text).reduce((sum, { views }) => sum + Number(views), 0);
}
