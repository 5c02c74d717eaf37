import { randomBytes } from 'node:crypto';

import type { Log } from '../lib/log.ts';
import type { PageReport, SentReports } from './counting/page-report.ts';

/** What the server noticed and is still to be counted. */
export type NotedReports = {
  add(report: PageReport): void;
  isEmpty(): boolean;
  /** The next to count, so many at most: the same ones under the same batch, until it is said that they are counted. */
  next(most: number): SentReports;
  counted(): void;
};

/** Views that the server noticed while the store fails; beyond that the oldest are let go, and the log says so. */
const MOST_NOTED = 50_000;

export function createNotedReports(log: Log): NotedReports {
  const noted: PageReport[] = [];
  /** The store was asked to count them. If it failed, nobody knows whether it did: as one batch they count once. */
  let asked: SentReports | null = null;
  return {
    add: (report) => {
      noted.push(report);
      if (noted.length <= MOST_NOTED) return;
      noted.shift();
      log.warn('a view of a page is not counted: too many wait for the database');
    },
    isEmpty: () => noted.length === 0 && asked === null,
    next: (most) => (asked ??= { batch: newBatch(), reports: noted.splice(0, most) }),
    counted: () => {
      asked = null;
    },
  };
}

const newBatch = () => randomBytes(8).readBigInt64LE().toString();
