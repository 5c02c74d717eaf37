import type { RequestListener } from 'node:http';
import { afterEach, beforeEach } from 'vitest';
import { createLog } from '../../src/lib/log.ts';
import { createVaProfileClient, type VaProfileSettings } from '../../src/va-profile/index.ts';
import { PROTECTION } from './protection.ts';
import { serve } from './upstream.ts';

/** Alma Fourcade, whom the stand-in knows. */
export const ALMA = { provider: 'idme', uuid: '1d3ec0de000040008000000000000001' } as const;

/** Clients and servers that are closed with each test, and what the clients have logged in it. */
export function asking() {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
  const log = createLog('debug', { write });
  const closers: (() => Promise<void>)[] = [];
  beforeEach(() => void lines.splice(0));
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });
  return {
    lines,
    closeAfterwards: (close: () => Promise<void>) => void closers.push(close),
    clientOf: (baseUrl: string, settings: Partial<VaProfileSettings> = {}) => {
      const client = createVaProfileClient({
        baseUrl,
        deadlineMs: 60_000,
        log,
        protection: PROTECTION,
        ...settings,
      });
      closers.push(client.close);
      return client;
    },
    upstream: async (listener: RequestListener) => {
      const { url, close } = await serve(listener);
      closers.push(close);
      return url;
    },
  };
}

export const kindOf = (answer: { ok: boolean; error?: { kind: string } }) =>
  answer.error?.kind ?? 'ok';
