import type { Log } from '../lib/log.ts';
import { createMeter } from '../lib/meter/index.ts';
import { METRICS, type ProgramMeter } from './metrics.ts';
import { measureProcess } from './process.ts';
import { createPrometheusStore } from './prometheus/prometheus-store.ts';
import type { ScrapedText } from './scrapes.ts';

export type Monitoring = {
  readonly meter: ProgramMeter;
  readonly scraped: ScrapedText;
  close(): Promise<void>;
};

/** A meter for every metric of the program, and what a scrape gets of it. Measures the process by itself. */
export function openMonitoring(log: Log): Monitoring {
  const prometheus = createPrometheusStore(METRICS, log);
  const meter = createMeter(METRICS, [prometheus]);
  const stop = measureProcess(meter);
  return {
    meter,
    scraped: prometheus,
    close: () => {
      stop();
      return Promise.resolve();
    },
  };
}
