import { randomBytes } from 'node:crypto';

import type { Log } from '../lib/log.ts';
import type { PageReport, SentReports } from './counting/page-report.ts';

/** What the server noticed and is still to be counted. */
export type NotedReports = {
  /** With a batch it is counted once, however often it is noted. */
  add(report: PageReport, batch: string | null): void;
  isEmpty(): boolean;
  /** The next to count, so many at most: the same ones under the same batch, until it is said that they are counted. */
  next(most: number): readonly SentReports[];
  counted(): void;
};

type Noted = { readonly report: PageReport; readonly batch: string | null };

/** Views that the server noticed while the store fails; beyond that the oldest are let go, and the log says so. */
const MOST_NOTED = 50_000;

export function createNotedReports(log: Log): NotedReports {
  const noted: Noted[] = [];
  /** The store was asked to count them. If it failed, nobody knows whether it did: as one batch they count once. */
  let asked: readonly SentReports[] | null = null;
  return {
    add: (report, batch) => {
      noted.push({ report, batch });
      if (noted.length <= MOST_NOTED) return;
      noted.shift();
      log.warn('a view of a page is not counted: too many wait for the database');
    },
    isEmpty: () => noted.length === 0 && asked === null,
    next: (most) => (asked ??= inBatches(noted.splice(0, most))),
    counted: () => {
      asked = null;
    },
  };
}

/** Those without a batch of their own as one. */
function inBatches(noted: readonly Noted[]): readonly SentReports[] {
  const own = noted.flatMap(({ report, batch }) =>
    batch === null ? [] : [{ batch, reports: [report] }],
  );
  const reports = noted.flatMap(({ report, batch }) => (batch === null ? [report] : []));
  return [{ batch: newBatch(), reports }, ...own];
}

const newBatch = () => randomBytes(8).readBigInt64LE().toString();
