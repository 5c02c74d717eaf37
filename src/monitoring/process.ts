import { readdirSync, readFileSync } from 'node:fs';

import packageJson from '../../package.json' with { type: 'json' };
import type { ProgramMeter } from './metrics.ts';

const LAG_EVERY_MS = 100;

/** Measures this process, under the names that all exporters of Prometheus give it. The answer ends that. */
export function measureProcess(meter: ProgramMeter): () => void {
  const labels = {};
  const one = (value: number) => [{ labels, value }];
  meter.report('process_cpu_seconds_total', () => one(processorSeconds()));
  meter.report('process_resident_memory_bytes', () => one(process.memoryUsage.rss()));
  meter.report('nodejs_heap_size_used_bytes', () => one(process.memoryUsage().heapUsed));
  meter.report('process_start_time_seconds', () => one(Date.now() / 1_000 - process.uptime()));
  meter.report('process_open_fds', () => openFiles().flatMap(one));
  meter.report('process_max_fds', () => mostFiles().flatMap(one));
  const versions = { version: packageJson.version, node: process.version };
  meter.report('phcc_build_info', () => [{ labels: versions, value: 1 }]);
  return measureLag((seconds) => meter.observe('nodejs_eventloop_lag_seconds', labels, seconds));
}

/** A timer instead of Node’s own histogram, which knows no second reader. */
function measureLag(note: (seconds: number) => void): () => void {
  let due = performance.now() + LAG_EVERY_MS;
  const timer = setInterval(() => {
    const now = performance.now();
    note(Math.max(0, now - due) / 1_000);
    due = now + LAG_EVERY_MS;
  }, LAG_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}

/** Nothing where the system does not tell. */
function openFiles(): readonly number[] {
  try {
    return [readdirSync('/proc/self/fd').length];
  } catch {
    return [];
  }
}

function mostFiles(): readonly number[] {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8');
    const most = /^Max open files\s+(\d+)/m.exec(limits)?.[1];
    return most === undefined ? [] : [Number(most)];
  } catch {
    return [];
  }
}
