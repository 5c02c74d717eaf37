import { once } from 'node:events';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A server on loopback in VA Profile’s place, for what its stand-in does not do. */
export type Upstream = { readonly url: string; close(): Promise<void> };

export async function serve(listener: RequestListener, tls?: ServerOptions): Promise<Upstream> {
  const server: Server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** One question that waits for its answer. */
export type Held = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The credential’s uuid that it asks for. */
  readonly uuid: string;
};

/** Holds every question until the test answers it. */
export function holdQuestions(): { readonly held: Held[]; readonly listener: RequestListener } {
  const held: Held[] = [];
  return {
    held,
    listener: (request, response) => {
      const last = decodeURIComponent(request.url?.split('/').at(-1) ?? '');
      held.push({ request, response, uuid: last.split('^')[0] ?? '' });
    },
  };
}

/** A health benefit with one contact of this given name. */
export const benefitOf = (givenName: string) =>
  JSON.stringify({
    profile: {
      healthBenefit: { associatedPersons: [{ contactType: 'Emergency Contact', givenName }] },
    },
  });
