import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closeServer, listen } from '../listen.ts';
import type { StandInPerson } from '../people/index.ts';
import { handlePicker } from './picker/handle-picker.ts';
import { createProvider, type ClientOfStandIn } from './provider.ts';
import { STYLESHEET, STYLESHEET_PATH } from './picker/stylesheet.ts';

export type IdentityProviderStandIn = {
  /** The issuer, e.g. `http://127.0.0.1:41235`; discovery starts here. */
  readonly issuer: string;
  close(): Promise<void>;
};

export async function startIdentityProviderStandIn(
  options: ClientOfStandIn & {
    readonly people: readonly StandInPerson[];
    readonly port?: number;
    readonly host?: string;
  },
): Promise<IdentityProviderStandIn> {
  const server = createServer();
  const issuer = await listen(server, options);
  const provider = await createProvider(issuer, options);
  const speakOidc = provider.callback();
  const securityHeaders = securityHeadersFor(options.redirectUris);

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of securityHeaders) response.setHeader(name, value);
    const path = request.url?.split('?', 1)[0] ?? '';
    if (path === STYLESHEET_PATH) sendStylesheet(response);
    else if (path.startsWith('/interaction/')) {
      const visit = { provider, people: options.people, request, response };
      handlePicker(visit).catch(() => response.destroy());
    } else void speakOidc(request, response);
  });
  return { issuer, close: () => closeServer(server) };
}

// A browser holds the redirects that follow a form to the form's policy too, so the way back to the
// program has to be listed.
function securityHeadersFor(redirectUris: readonly string[]): ReadonlyMap<string, string> {
  const wayBack = [...new Set(redirectUris.map((uri) => new URL(uri).origin))].join(' ');
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    "script-src 'none'",
    `form-action 'self' ${wayBack}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return new Map([
    ['content-security-policy', policy],
    ['referrer-policy', 'no-referrer'],
    ['x-content-type-options', 'nosniff'],
    ['cache-control', 'no-store'],
  ]);
}

function sendStylesheet(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/css; charset=utf-8' }).end(STYLESHEET);
}
