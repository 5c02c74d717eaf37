import type { Log } from '../lib/log.ts';
import { createMeter } from '../lib/meter/index.ts';
import { METRICS, type ProgramMeter } from './metrics.ts';
import { measureProcess } from './process.ts';
import { createPrometheusStore } from './prometheus/prometheus-store.ts';
import { createStatsdStore, type StatsdSettings } from './statsd/statsd-store.ts';
import type { ScrapedText } from './scrapes.ts';

export type Monitoring = {
  readonly meter: ProgramMeter;
  readonly scraped: ScrapedText;
  close(): Promise<void>;
};

/**
 * A meter for every metric of the program, and what a scrape gets of it. Sends the same to a DogStatsD server, if there is
 * one. Measures the process by itself.
 */
export function openMonitoring(log: Log, statsdAt: StatsdSettings | null = null): Monitoring {
  const prometheus = createPrometheusStore(METRICS, log);
  const statsd = statsdAt && createStatsdStore(METRICS, statsdAt, log);
  const meter = createMeter(METRICS, [prometheus, ...(statsd ? [statsd] : [])]);
  const stop = measureProcess(meter);
  return {
    meter,
    scraped: prometheus,
    close: async () => {
      stop();
      await statsd?.close();
    },
  };
}
