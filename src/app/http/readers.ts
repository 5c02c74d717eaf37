import type { FastifyRequest } from 'fastify';

import type { ShownAccount } from '../../profile/index.ts';

/** Who reads the page about a problem, for its header and for paper; null where that is not known. */
export type Readers = {
  /** As far as the request has got. */
  known(request: FastifyRequest): ShownAccount | null;
  /** Asked for a request that leads nowhere, and so never got to where that is found out. */
  find(request: FastifyRequest): Promise<ShownAccount | null>;
};

/** Nobody is known until the rooms are there that know people. */
export function createReaders(): Readers & { readonly knowFrom: (readers: Readers) => void } {
  let readers: Readers = { known: () => null, find: async () => null };
  return {
    known: (request) => readers.known(request),
    find: (request) => readers.find(request),
    knowFrom: (known) => {
      readers = known;
    },
  };
}
