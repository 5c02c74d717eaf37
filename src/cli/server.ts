import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';

import { err, ok, type Result } from '../lib/result.ts';
import { withCommand } from './command-for.ts';
import { failed, refused, type CommandOutcome } from './outcome.ts';

/** The running server, as the command line reaches it: everything that changes anything goes through here. */
export type Server = {
  get(path: string): Promise<Result<unknown, CommandOutcome>>;
  getText(path: string): Promise<Result<string, CommandOutcome>>;
  send(
    method: 'POST' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<Result<unknown, CommandOutcome>>;
};

/** Who the command acts for, and why; the server believes it because the token has every scope. */
export type ActsFor = {
  readonly as?: string | undefined;
  readonly role?: string | undefined;
  /** For the flag API, which has no other place for it. */
  readonly why?: string | undefined;
};

export function connectTo(environment: NodeJS.ProcessEnv, actsFor: ActsFor): Server {
  const baseUrl = environment['PHCC_URL'] ?? `http://127.0.0.1:${environment['PORT'] ?? '3000'}`;
  const headers = requestHeaders(environment);
  const call = async (method: string, path: string, init: RequestInit = {}) => {
    try {
      const response = await fetch(new URL(path, baseUrl), { method, headers, ...init });
      return await readAnswer(response);
    } catch {
      return err(unreachable(baseUrl));
    }
  };
  return {
    get: async (path) => asJson(await call('GET', path)),
    getText: (path) => call('GET', path),
    send: async (method, path, body = {}) => {
      const acting = { ...headers, ...actingHeaders(actsFor) };
      const init = { headers: acting, body: JSON.stringify(body) };
      return asJsonOrNothing(await call(method, path, init));
    },
  };
}

function requestHeaders(environment: NodeJS.ProcessEnv) {
  const token = environment['PHCC_TOKEN'] ?? developmentToken(environment);
  return {
    'content-type': 'application/json',
    ...(token !== null && { authorization: `Bearer ${token}` }),
  };
}

/** Who only asks acts for nobody: a role that was mistyped must not keep a rollback from finding its release. */
function actingHeaders({ as, role, why }: ActsFor) {
  return {
    'x-acting-as': encodeURIComponent(as ?? userInfo().username),
    'x-acting-role': role ?? 'engineer',
    ...(why !== undefined && { 'x-acting-why': encodeURIComponent(why) }),
  };
}

/** In development the server leaves its token in its data directory, readable by its owner alone. */
function developmentToken(environment: NodeJS.ProcessEnv): string | null {
  try {
    return readFileSync(join(environment['DATA_DIR'] ?? 'data', 'token'), 'utf8').trim();
  } catch {
    return null;
  }
}

async function readAnswer(response: Response): Promise<Result<string, CommandOutcome>> {
  const text = await response.text();
  if (response.ok) return ok(text);
  if (response.status === 401) return err(failed(TOKEN_REFUSED, 'token-refused'));
  const { code, message } = problemIn(text);
  if (response.status >= 500) return err(failed(message, code));
  const outcome = response.status === 400 ? failed(message, code) : refused(message, code);
  return err({ ...outcome, text: withCommand(message, code) });
}

function problemIn(text: string): { code: string; message: string } {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && 'message' in body) {
      const code = 'code' in body ? String(body.code) : 'refused';
      const detail = 'detail' in body ? ` ${String(body.detail)}` : '';
      return { code, message: `${String(body.message)}${detail}` };
    }
  } catch {
    // Not JSON: the answer is not from our server's API.
  }
  return {
    code: 'unexpected-answer',
    message: 'The server gave an answer that this command does not know.',
  };
}

/** What was done may have nothing to tell: null. */
function asJsonOrNothing(answer: Result<string, CommandOutcome>): Result<unknown, CommandOutcome> {
  return answer.ok && answer.value === '' ? ok(null) : asJson(answer);
}

function asJson(answer: Result<string, CommandOutcome>): Result<unknown, CommandOutcome> {
  if (!answer.ok) return answer;
  try {
    return ok(JSON.parse(answer.value) as unknown);
  } catch {
    return err(
      failed('The server did not answer with JSON. Is PHCC_URL this program?', 'not-json'),
    );
  }
}

const TOKEN_REFUSED =
  'The server refused the token. Set PHCC_TOKEN, or run the command where the server’s data directory is ' +
  '(DATA_DIR, ./data).';

function unreachable(baseUrl: string): CommandOutcome {
  const sentence = `No server answers at ${baseUrl}. Start it with npm start, or set PHCC_URL.`;
  return failed(sentence, 'server-unreachable');
}
