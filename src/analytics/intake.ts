import type { Clock } from '../lib/clock.ts';
import { withinDeadline } from '../lib/deadline.ts';
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

/** Views that the server noticed while the store fails; beyond that the oldest are let go, and the log says so. */
const MOST_NOTED = 50_000;
/** A stop waits no longer for the last batch. */
const LAST_BATCH_MS = 3_000;

type Waiting = { readonly report: PageReport; readonly done: (taken: boolean) => void };

/** Counts reports in batches: one transaction for all that came while the one before was written. */
export function createIntake({ store, clock, log }: IntakeDeps): Intake {
  let waiting: Waiting[] = [];
  let noted: PageReport[] = [];
  let writing: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const write = async (): Promise<boolean> => {
    const [sent, seen] = [waiting, noted.splice(0, MOST_WAITING)];
    waiting = [];
    const isTaken = await isAdded({ store, log }, [...sent.map(({ report }) => report), ...seen]);
    for (const { done } of sent) done(isTaken);
    if (!isTaken) noted = [...seen, ...noted];
    return isTaken;
  };
  const writeAll = () => {
    writing ??= write().then((isTaken) => {
      writing = null;
      if (waiting.length > 0) schedule(GATHER_MS);
      else if (noted.length > 0) schedule(isTaken ? GATHER_MS : AGAIN_MS);
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
  return {
    take: (report) =>
      new Promise((resolve) => {
        if (waiting.length >= MOST_WAITING) {
          resolve('busy');
          return;
        }
        const done = (isTaken: boolean) => resolve(isTaken ? 'counted' : 'busy');
        waiting.push({ report: { ...report, at: clock.now() }, done });
        schedule(GATHER_MS);
      }),
    note: (report) => {
      noted.push({ ...report, at: clock.now() });
      if (noted.length > MOST_NOTED) {
        noted.shift();
        log.warn('a view of a page is not counted: too many wait for the database');
      }
      schedule(GATHER_MS);
    },
    close: async () => {
      clearTimeout(timer);
      const last = async () => {
        await writing;
        await writeAll();
      };
      // A database that does not answer must not keep the program from ending.
      await withinDeadline(LAST_BATCH_MS, last()).catch(() => null);
      clearTimeout(timer);
    },
  };
}

async function isAdded(
  { store, log }: Pick<IntakeDeps, 'store' | 'log'>,
  batch: readonly PageReport[],
): Promise<boolean> {
  try {
    if (batch.length > 0) await store.add(batch);
    return true;
  } catch (error) {
    log.warn('what pages reported could not be counted', errorFields(error));
    return false;
  }
}
