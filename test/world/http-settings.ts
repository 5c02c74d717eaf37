import type { HttpServerSettings } from '../../src/app/http/http-server.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLog } from '../../src/lib/log.ts';

/** What an HTTP server without any room needs; each test says what matters to it. */
export function httpSettings(changes: Partial<HttpServerSettings> = {}): HttpServerSettings {
  return {
    publicUrl: 'http://127.0.0.1:3000',
    ofrepOrigins: [],
    trustedProxies: null,
    issuer: 'http://127.0.0.1:4000',
    publicFiles: {
      folder: import.meta.dirname,
      stylesheetUrl: '/s.css',
      consoleStylesheetUrl: '/c.css',
      consoleScriptUrl: '/console.js',
      profileScriptUrl: '/p.js',
      fontUrls: [],
    },
    clock: systemClock,
    log: createLog('silent'),
    sessionSecret: 'of no worth to anybody',
    connections: 100,
    requestsPerMinute: 6_000,
    visitorPass: null,
    ...changes,
  };
}
