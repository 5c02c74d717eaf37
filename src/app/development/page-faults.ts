import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import { exactShare } from '../../lib/exact-share.ts';

export type PageFault = {
  readonly kind: 'none' | 'page-500' | 'page-slow';
  readonly share?: number;
};

/** Development only: what goes wrong in the feature’s own pages. */
export type PageFaults = {
  set(fault: PageFault): void;
  /** Whether the next answer is struck, and how. */
  next(): PageFault['kind'];
};

export function createPageFaults(): PageFaults {
  let strikes = pickerOf({ kind: 'none' });
  return {
    set: (fault) => {
      strikes = pickerOf(fault);
    },
    next: () => strikes(),
  };
}

const SLOW_MS = 4_000;

/** Makes an exact share of these routes’ answers fail for people who have the feature. */
export function strikePages(app: FastifyInstance, { faults, routes, isOpen }: Struck): void {
  app.addHook('preHandler', async (request) => {
    if (!routes.includes(request.routeOptions.url ?? '')) return;
    if (!isOpen(request)) return;
    const kind = faults.next();
    if (kind === 'page-500') throw new Error('the page was asked to fail');
    if (kind === 'page-slow') await setTimeout(SLOW_MS);
  });
}

export type Struck = {
  readonly faults: PageFaults;
  readonly routes: readonly string[];
  readonly isOpen: (request: FastifyRequest) => boolean;
};

function pickerOf({ kind, share = 1 }: PageFault): () => PageFault['kind'] {
  const isStruck = exactShare(share);
  return () => (isStruck() ? kind : 'none');
}
