/** An instance of the flag engine in a process of its own, for the bench: it tells when it opens and closes. */
import { fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { createFlags, createSqlStore } from '../src/flags/index.ts';
import { openServerDatabase } from '../src/lib/database/index.ts';
import { createLog } from '../src/lib/log.ts';

export const FEATURE = 'bench_switch';

export type Instance = {
  /** When it began to answer this, by `now`; waits until it does. */
  answers(open: boolean): Promise<number>;
  stop(): Promise<void>;
};

type Start = { readonly url: string; readonly limitMs: number };
type Report = { readonly open: boolean; readonly at: number };

/** Milliseconds of the machine's own clock, which all processes share. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6;

const FILE = fileURLToPath(import.meta.url);
/** Close enough to the moment at which a limit is over, for which there is no event. */
const LOOK_EVERY_MS = 2;

export async function startInstance({ url, limitMs }: Start): Promise<Instance> {
  const child = fork(FILE, [url, String(limitMs)]);
  const reports = new EventEmitter();
  let last: Report = { open: false, at: 0 };
  child.on('message', (report: Report) => {
    last = report;
    reports.emit('report');
  });
  await once(reports, 'report');
  return {
    answers: async (open) => {
      while (last.open !== open) await once(reports, 'report');
      return last.at;
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

async function runInstance({ url, limitMs }: Start): Promise<void> {
  const opened = await openServerDatabase({ url });
  if (!opened.ok) throw new Error(opened.error.sentence);
  const { db, listen, close } = opened.value;
  const store = createSqlStore(db);
  let open: boolean | undefined;
  const tell = () => {
    const isOpen = flags.isOpen(FEATURE, null);
    if (isOpen === open) return;
    open = isOpen;
    process.send?.({ open, at: now() } satisfies Report);
  };
  const load = async () => {
    const features = await store.load();
    // Once the snapshot has taken them.
    setImmediate(tell);
    return features;
  };
  const flags = createFlags({
    store: { ...store, load },
    listen,
    log: createLog('silent'),
    snapshotLimitMs: limitMs,
  });
  const looking = setInterval(tell, LOOK_EVERY_MS);
  await once(process, 'disconnect');
  clearInterval(looking);
  await flags.close();
  await close();
}

const [, script, url, limit] = process.argv;
if (script === FILE && url !== undefined) await runInstance({ url, limitMs: Number(limit) });
