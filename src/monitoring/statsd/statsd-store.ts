import { isIPv6 } from 'node:net';

import { StatsD } from 'hot-shots';

import { errorFields, type Log } from '../../lib/log.ts';
import type { MeterStore, MetricFigure, MetricTable, SeriesLabels } from '../../lib/meter/index.ts';

export type StatsdSettings = {
  readonly host: string;
  readonly port: number;
  /** What every metric carries: `env`, `service` and `team`. */
  readonly tags: Readonly<Record<string, string>>;
  /** How often reported figures are sent, in milliseconds. */
  readonly reportEveryMs?: number;
};

export type StatsdStore = MeterStore & {
  /** Sends what is reported once more, and ends. */
  close(): Promise<void>;
};

const REPORT_EVERY_MS = 10_000;
/** A datagram that fits into one frame of any usual network. */
const MOST_BYTES = 1_400;

/** Sends the metrics of a table to a DogStatsD server, under the same names, with labels as tags. Loses what it can’t send. */
export function createStatsdStore(
  table: MetricTable,
  { host, port, tags, reportEveryMs = REPORT_EVERY_MS }: StatsdSettings,
  log: Log,
): StatsdStore {
  const client = new StatsD({
    host,
    port,
    globalTags: { ...tags },
    includeDataDogTags: false,
    includeDatadogTelemetry: false,
    maxBufferSize: MOST_BYTES,
    cacheDns: true,
    ...(isIPv6(host) && { udpSocketOptions: { type: 'udp6' } }),
    errorHandler: sayingOnce(log),
  });
  const reports = new Map<string, () => readonly MetricFigure<SeriesLabels>[]>();
  const rise = createRises();
  const sendReports = () => {
    for (const [name, figures] of reports) {
      for (const { labels, value } of figures()) {
        if (!Number.isFinite(value)) continue;
        if (table[name]?.kind === 'gauge') client.gauge(name, value, { ...labels });
        else client.increment(name, rise(name, labels, value), { ...labels });
      }
    }
  };
  const safely = (work: () => void) => {
    try {
      work();
    } catch (error) {
      log.warn('metrics could not be sent', errorFields(error));
    }
  };
  const timer = setInterval(() => safely(sendReports), reportEveryMs);
  timer.unref();
  return {
    count: (name, labels, by) => client.increment(name, by, { ...labels }),
    observe: (name, labels, value) => client.distribution(name, value, { ...labels }),
    report: (name, figures) => {
      reports.set(name, figures);
      if (table[name]?.kind !== 'counter') return;
      safely(() => figures().forEach(({ labels, value }) => rise(name, labels, value)));
    },
    close: () => {
      clearInterval(timer);
      safely(sendReports);
      return new Promise((resolve) => {
        client.close(() => resolve());
      });
    },
  };
}

/**
 * How much a counter has risen since it was last asked for. What it was before is nothing that has happened now: a
 * release that was rolled back last week is not rolled back again by a start.
 */
function createRises() {
  const last = new Map<string, number>();
  return (name: string, labels: SeriesLabels, value: number): number => {
    const key = JSON.stringify([name, labels]);
    const before = last.get(key) ?? value;
    last.set(key, value);
    return Math.max(0, value - before);
  };
}

/** A receiver that is away is no news with every datagram. */
function sayingOnce(log: Log): (error: Error) => void {
  let isSaid = false;
  return (error) => {
    if (!isSaid) log.warn('metrics could not be sent', errorFields(error));
    isSaid = true;
  };
}
