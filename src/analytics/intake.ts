import type { Clock } from '../lib/clock.ts';
import { withinDeadline } from '../lib/deadline.ts';
import { errorFields, type Log } from '../lib/log.ts';
import type { PageReport, SentReports } from './counting/page-report.ts';
import type { PageStore } from './kept/page-store.ts';
import { createNotedReports } from './noted-reports.ts';

export type Intake = {
  /** Resolves when they are durable, to `busy` when too many wait or the store can’t take them now. */
  take(sent: NewReports): Promise<'counted' | 'busy'>;
  /**
   * What the server itself noticed: nobody waits for it, and it is tried again until it is counted. With a batch it is
   * counted once in a day, however often it is noted. Never throws.
   */
  note(report: Omit<PageReport, 'at'>, batch?: string): void;
  /** When the store last failed to count; null: since then it did, or it never failed. */
  failedAt(): Date | null;
  /** Counts what waits. */
  close(): Promise<void>;
};

/** What was sent just now. */
export type NewReports = Pick<SentReports, 'batch'> & {
  readonly by: keyof typeof ROOM;
  readonly reports: readonly Omit<PageReport, 'at'>[];
};

export type IntakeDeps = {
  readonly store: Pick<PageStore, 'add'>;
  readonly clock: Clock;
  readonly log: Log;
};

/** Reports that wait while one batch is being written; more than this and senders are asked to come back. */
const MOST_WAITING = 2_000;
/**
 * A page is gone by then and does not come back, so programs leave half of the room to pages. Pages leave none, so what
 * the server itself was told by a person has more.
 */
const ROOM = { server: 2 * MOST_WAITING, page: MOST_WAITING, program: MOST_WAITING / 2 } as const;
/** What comes at about the same time becomes durable by one transaction. In milliseconds. */
const GATHER_MS = 20;
/** So many fill a transaction, and wait for no more. */
const MANY_WAITING = 500;
/** After a store that failed, in milliseconds. */
const AGAIN_MS = 2_000;

/** A stop waits no longer for the last batch. */
const LAST_BATCH_MS = 3_000;

type WaitingReports = { readonly sent: SentReports; readonly done: (taken: boolean) => void };

/** Counts reports in batches: one transaction for all that came while the one before was written. */
export function createIntake({ store, clock, log }: IntakeDeps): Intake {
  const noted = createNotedReports(log);
  const adding = addTo(store, { clock, log });
  let waiting: WaitingReports[] = [];
  let waitingReports = 0;
  let writing: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const write = async (): Promise<boolean> => {
    const sent = waiting;
    waiting = [];
    waitingReports = 0;
    const seen = noted.next(MOST_WAITING);
    const isTaken = await adding.isAdded([...sent.map((one) => one.sent), ...seen]);
    for (const { done } of sent) done(isTaken);
    if (isTaken) noted.counted();
    return isTaken;
  };
  const writeAll = () => {
    writing ??= write().then((isTaken) => {
      writing = null;
      if (waiting.length > 0) schedule(waitingReports < MANY_WAITING ? GATHER_MS : 0);
      else if (!noted.isEmpty()) schedule(isTaken ? GATHER_MS : AGAIN_MS);
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
    take: ({ by, batch, reports }) =>
      new Promise((resolve) => {
        if (waitingReports + reports.length > ROOM[by]) {
          resolve('busy');
          return;
        }
        const at = clock.now();
        const done = (isTaken: boolean) => resolve(isTaken ? 'counted' : 'busy');
        waiting.push({ sent: { batch, reports: reports.map((one) => ({ ...one, at })) }, done });
        waitingReports += reports.length;
        schedule(GATHER_MS);
      }),
    note: (report, batch) => {
      noted.add({ ...report, at: clock.now() }, batch ?? null);
      schedule(GATHER_MS);
    },
    failedAt: adding.failedAt,
    close: async () => {
      clearTimeout(timer);
      const last = Promise.resolve(writing).then(writeAll);
      // A database that does not answer must not keep the program from ending.
      await withinDeadline(LAST_BATCH_MS, last).catch(() => null);
      clearTimeout(timer);
    },
  };
}

function addTo(store: IntakeDeps['store'], { clock, log }: Pick<IntakeDeps, 'clock' | 'log'>) {
  let failedAt: Date | null = null;
  return {
    failedAt: () => failedAt,
    isAdded: async (sent: readonly SentReports[]): Promise<boolean> => {
      const some = sent.filter(({ reports }) => reports.length > 0);
      if (some.length === 0) return true;
      try {
        await store.add(some);
        failedAt = null;
        return true;
      } catch (error) {
        failedAt = clock.now();
        log.warn('what pages reported could not be counted', errorFields(error));
        return false;
      }
    },
  };
}
