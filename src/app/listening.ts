import { createServer } from 'node:net';

import { listenForScrapes, type ListenAt, type ScrapedText } from '../monitoring/index.ts';
import type { Settings } from './settings/index.ts';

/** Checked first, so that a taken port is reported at once and not after the database has been created. */
export async function whyNotListening(settings: Settings): Promise<string | null> {
  const { host, port, metricsAt } = settings;
  const problem = await problemAt({ host, port });
  if (problem !== null) return listeningInWords(problem, settings);
  const ofMetrics = metricsAt && (await problemAt(metricsAt));
  return ofMetrics && metricsInWords(ofMetrics, metricsAt);
}

async function problemAt({ host, port }: ListenAt): Promise<Error | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', resolve);
    probe.listen(port, host, () => probe.close(() => resolve(null)));
  });
}

/** Opens the address of the metrics, if there is one. The answer closes it. */
export async function listenForMetrics(
  { metricsAt }: Settings,
  scraped: ScrapedText,
): Promise<() => Promise<void>> {
  if (metricsAt === null) return () => Promise.resolve();
  const { close } = await listenForScrapes(scraped, metricsAt);
  return close;
}

export function listeningInWords(error: unknown, settings: Settings): string | null {
  const { host, port } = settings;
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return portTaken(settings);
    case 'EACCES':
      return `PORT is “${port}”, on which this user may not listen; expected one from 1024 on, or a user who may.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return `HOST is “${host}”; expected an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them.`;
    default:
      return null;
  }
}

function portTaken({ host, port }: Settings): string {
  return (
    `Port ${port} on ${host} is taken by another program, perhaps by this one started before. ` +
    'Stop it, or choose another port: ' +
    `PORT=${port + 1} npm start`
  );
}

function metricsInWords(error: Error, { host, port }: ListenAt): string {
  return `METRICS_ADDRESS is “${host}:${port}”, where this program can’t listen (${codeOf(error)}); expected an address of this machine and a port that is free.`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
