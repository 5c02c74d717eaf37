import { readFileSync } from 'node:fs';

import { request } from 'undici';

import type { RunningProgram } from '../../src/app/start.ts';
import { TOKEN } from './program-here.ts';

export const ENZO = { 'x-acting-as': 'Enzo', 'x-acting-role': 'engineer' };
export const PAT = { 'x-acting-as': 'Pat%20Planner', 'x-acting-role': 'product-manager' };

type Asked = {
  /** The administrator’s unless another is given. */
  readonly token?: string;
  readonly body?: unknown;
  readonly as?: Readonly<Record<string, string>>;
};

/** Asks a program’s APIs with a token. */
export function apiCaller(here: () => RunningProgram) {
  async function ask(method: string, path: string, asked: Asked = {}) {
    const { token = TOKEN, body, as = {} } = asked;
    const answer = await request(here().url + path, {
      method: method as 'GET',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...as },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const isStream = String(answer.headers['content-type']).startsWith('text/event-stream');
    if (isStream) answer.body.destroy();
    const text = isStream ? '' : await answer.body.text();
    return { status: answer.statusCode, text };
  }

  let made = 0;

  /** A token with these scopes, and its name. */
  async function tokenFor(...scopes: readonly string[]) {
    const name = `token-${(made += 1)}`;
    const { text } = await ask('POST', '/api/tokens', { body: { name, scopes } });
    return { name, token: (JSON.parse(text) as { secret: string }).secret };
  }

  async function loadCanary(): Promise<void> {
    const body = { id: 'canary', document: readFileSync('test/plans/canary.md', 'utf8') };
    const { status, text } = await ask('POST', '/api/release/plans', { body, as: ENZO });
    if (status !== 200) throw new Error(text);
  }

  return { ask, tokenFor, loadCanary };
}

export const codeIn = (text: string) =>
  text.startsWith('{') ? (JSON.parse(text) as { code?: unknown }).code : undefined;
