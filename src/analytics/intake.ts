import type { Clock } from '../lib/clock.ts';
import { errorFields, type Log } from '../lib/log.ts';
import type { PageReport } from './counting/page-report.ts';
import type { PageStore } from './kept/page-store.ts';

export type Intake = {
  /** Resolves when the report is durable, to `busy` when too many wait or the store can’t take it now. */
  take(report: Omit<PageReport, 'at'>): Promise<'counted' | 'busy'>;
  /** What the server itself noticed: nobody waits for it, and it is tried again until it is counted. Never throws. */
  note(report: Omit<PageReport, 'at'>): void;
  /** Counts what waits. */
  close(): Promise<void>;
};

export type IntakeDeps = {
  readonly store: Pick<PageStore, 'add'>;
  readonly clock: Clock;
  readonly log: Log;
};

/** Reports that wait while one batch is being written; more than this and senders are asked to come back. */
const MOST_WAITING = 2_000;
/** What comes at about the same time becomes durable by one transaction. In milliseconds. */
const GATHER_MS = 20;
/** After a store that failed, in milliseconds. */
const AGAIN_MS = 2_000;

type Waiting = { readonly report: PageReport; readonly done: (taken: boolean) => void };

/** Counts reports in batches: one transaction for all that came while the one before was written. */
export function createIntake({ store, clock, log }: IntakeDeps): Intake {
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const write = async () => {
    const batch = waiting;
    waiting = [];
    const isTaken = await isAdded({ store, log }, batch);
    for (const { done } of batch) done(isTaken);
  };
  const writeAll = () => {
    writing ??= write().finally(() => {
      writing = null;
      if (waiting.length > 0) schedule(GATHER_MS);
    });
    return writing;
  };
  const schedule = (inMs: number) => {
    if (writing) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      void writeAll();
    }, inMs).unref();
  };
  const add = (report: PageReport, done: Waiting['done']): boolean => {
    if (waiting.length >= MOST_WAITING) return false;
    waiting.push({ report, done });
    schedule(GATHER_MS);
    return true;
  };
  const noteAgain = (report: PageReport): void => {
    add(report, (isTaken) => {
      if (!isTaken) setTimeout(() => noteAgain(report), AGAIN_MS).unref();
    });
  };
  return {
    take: (report) =>
      new Promise((resolve) => {
        const at = clock.now();
        const isWaiting = add({ ...report, at }, (isTaken) =>
          resolve(isTaken ? 'counted' : 'busy'),
        );
        if (!isWaiting) resolve('busy');
      }),
    note: (report) => noteAgain({ ...report, at: clock.now() }),
    close: async () => {
      clearTimeout(timer);
      await writing;
      await writeAll();
    },
  };
}

async function isAdded(
  { store, log }: Pick<IntakeDeps, 'store' | 'log'>,
  batch: readonly Waiting[],
): Promise<boolean> {
  try {
    if (batch.length > 0) await store.add(batch.map(({ report }) => report));
    return true;
  } catch (error) {
    log.warn('what pages reported could not be counted', errorFields(error));
    return false;
  }
}
