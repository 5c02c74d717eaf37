/** What the program tells those who watch it: one table of metrics, and how they are read. */
export { METRICS, MOST_RELEASES, type ProgramMeter } from './metrics.ts';
export { openMonitoring, type Monitoring } from './open-monitoring.ts';
export { openTracing } from './traces/open-tracing.ts';
export { traceRequests } from './traces/trace-requests.ts';
export { countBareAnswer, countRequests } from './requests.ts';
export { listenForScrapes, metricsRoute, type ListenAt, type ScrapedText } from './scrapes.ts';
