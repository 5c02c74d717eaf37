/**
 * Asks every operation of /openapi.json as it is described, and with hostile variations of that: by a token, signed in
 * as an operator, and as nobody. Each answer has to be one that the document lists for that operation, and to say
 * nothing of the machine. One request after the other: many at once are rightly told to come again.
 */
import fc from 'fast-check';
import { getGlobalDispatcher } from 'undici';
import { beforeAll, expect, test } from 'vitest';

import { openBrowser, signInAs } from '../../src/stand-ins/visitors/index.ts';
import { PERMISSIONS } from '../../src/roles/index.ts';
import { apiCaller, ENZO, PAT } from './api-caller.ts';
import { comparedWith } from './described.ts';
import {
  patternOf,
  requestsTo,
  type DescribedOperation,
  type Known,
  type MadeRequest,
} from './described-requests.ts';
import { programHere, TOKEN } from './program-here.ts';
import { formsIn } from './seen-forms.ts';

/** Some fifteen seconds of a processor for all of them. */
const REQUESTS_PER_OPERATION = 15;

type Operation = DescribedOperation & {
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
  readonly 'x-ends-sign-in'?: true;
  readonly 'x-development-only'?: true;
};
type Place = { readonly method: string; readonly path: string; readonly operation: Operation };
type Asker = 'token' | 'operator' | 'nobody';
type Answer = { readonly status: number; readonly contentType: string; readonly text: string };

const here = programHere();
const { ask, tokenFor, loadCanary } = apiCaller(here);
const operator = openBrowser();

let places: readonly Place[] = [];
let known: Known = { values: {}, forms: [] };
let differenceOf: ReturnType<typeof comparedWith> = () => null;

beforeAll(async () => {
  const { text } = await ask('GET', '/openapi.json');
  differenceOf = comparedWith(text);
  const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, Operation>> };
  places = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method, path, operation })),
  );
  await signInAs(operator, `${here().url}/sign-in?return=/console`, 'product-manager');
  known = await whatIsThere();
});

/** A release that has begun, a flag with a history, a token, and the forms of the console’s pages about them. */
async function whatIsThere(): Promise<Known> {
  await loadCanary();
  await ask('POST', '/api/release/plans/canary/steps/start', {
    as: PAT,
    body: { reason: 'A test' },
  });
  await ask('POST', '/flipper/api/features', { as: PAT, body: { name: 'letters' } });
  const actor = { flipper_id: 'User;1' };
  await ask('POST', '/flipper/api/features/letters/actors', { as: PAT, body: actor });
  const { name: token } = await tokenFor('read');
  const { text } = await ask('GET', '/api/flags/letters/history');
  const { entries } = JSON.parse(text) as { entries: readonly { id: number }[] };
  const pages = ['', ...CONSOLE_PAGES].map((page) => `${here().url}/console${page}`);
  const forms = [];
  for (const page of pages) forms.push(...formsIn((await operator.follow(page)).text));
  const ids = entries.map(({ id }) => String(id));
  const values = {
    ...{ id: ['canary', 'canary', ...ids], entry: ids, step: Object.keys(PERMISSIONS) },
    ...{ name: ['letters', 'canary', token], feature: ['letters', 'canary'], path: PATHS },
    ...{ actor: ['User;1'], flipper_id: ['User;1'], keys: ['letters', 'letters,canary'] },
    ...{ percentage: ['5', '12.5'], targetingKey: ['User;1'], release: ['canary'] },
  };
  return { values, forms };
}

const CONSOLE_PAGES = [
  ...['/releases/canary', '/releases/canary/go-no-go', '/releases/canary/testing'],
  ...['/releases/canary/results', '/releases/canary/plan/rehearsal', '/load', '/access'],
  ...['/flags', '/flags/letters', '/flags/canary', '/deliveries', '/remarks'],
];
const PATHS = ['features', 'letters', 'contacts'];

test.each(['get', 'post', 'put', 'patch', 'delete', 'options', 'trace'])(
  'whatever is asked by the document, or beside it, is answered as it says: %s',
  async (method) => {
    const problems: string[] = [];
    for (const place of places.filter((one) => one.method === method && isAsked(one))) {
      const asked = fc.record({
        made: requestsTo(place, known),
        by: fc.constantFrom<Asker>('token', 'operator', 'nobody'),
        fromHere: fc.oneof(
          { weight: 5, arbitrary: fc.constant(true) },
          { weight: 1, arbitrary: fc.constant(false) },
        ),
      });
      const property = fc.asyncProperty(asked, async (sent) => {
        const problem = problemWith(sent.made, await answerTo(sent));
        if (problem !== null) throw new Error(problem);
      });
      // With the seed, and the request that it has come down to.
      const bounds = { numRuns: REQUESTS_PER_OPERATION, includeErrorInReport: true };
      const ended = await fc.check(property, bounds);
      if (ended.failed) problems.push(shortOf(fc.defaultReportMessage(ended)));
    }
    expect(problems).toEqual([]);
  },
);

/** Without the stack, which leads into this file. */
const shortOf = (report: string | undefined) => (report ?? '').replace(/\n +at .*/g, '');

test('the operator stayed signed in meanwhile: else what they asked was asked by nobody', async () => {
  expect((await operator.follow(`${here().url}/console`)).status).toBe(200);
});

/** A stream does not end; what ends the sign-in, moves the clock or breaks a page leaves nothing to ask by. */
function isAsked({ operation }: Place): boolean {
  const streams = Object.values(operation.responses).some(
    ({ content = {} }) => 'text/event-stream' in content,
  );
  return !streams && !operation['x-ends-sign-in'] && !operation['x-development-only'];
}

type Sent = { readonly made: MadeRequest; readonly by: Asker; readonly fromHere: boolean };

async function answerTo({ made, by, fromHere }: Sent): Promise<Answer> {
  const { method, path, contentType, body } = made;
  // As it stands: an address that is read first is put in order.
  const answer = await getGlobalDispatcher().request({
    origin: here().url,
    method: method.toUpperCase(),
    path,
    headers: {
      ...headersOf(by, fromHere),
      ...(contentType !== undefined && { 'content-type': contentType }),
    },
    body: body ?? null,
  });
  const header = String(answer.headers['content-type'] ?? '');
  return { status: answer.statusCode, contentType: header, text: await answer.body.text() };
}

function headersOf(by: Asker, fromHere: boolean): Readonly<Record<string, string>> {
  if (by === 'token')
    return { authorization: `Bearer ${TOKEN}`, ...ENZO, 'x-acting-why': 'A%20test' };
  const site = { 'sec-fetch-site': fromHere ? 'same-origin' : 'cross-site' };
  const cookie = operator.cookies.getCookieStringSync(here().url);
  return by === 'operator' ? { ...site, cookie } : site;
}

/** What is wrong with an answer, in a sentence; null: nothing. */
function problemWith({ method, path }: MadeRequest, answer: Answer): string | null {
  const operation = operationAt(method, path);
  const told = `${operation} ${answer.status}: ${answer.text.slice(0, 500)}`;
  if (answer.status >= 500) return `It broke: ${told}`;
  const [leak] = LEAKS.flatMap((leaks) => leaks.exec(answer.text) ?? []);
  if (leak !== undefined) return `It tells “${leak}”: ${told}`;
  const difference = differenceOf({ operation, ...answer });
  if (difference !== null) return difference;
  return isRefusal(operation, answer) && !hasSentence(operation, answer)
    ? `It says nothing: ${told}`
    : null;
}

/** The operation that answers at an address: of two that fit, the one that leaves less open. */
function operationAt(method: string, path: string): string {
  const [address = ''] = path.split('?', 1);
  const fitting = places
    .filter((place) => place.method === method && patternOf(place.path).test(address))
    .map((place) => place.path)
    .toSorted((one, other) => openness(one) - openness(other));
  return `${method} ${fitting[0] ?? address}`;
}

const openness = (path: string) => path.split('{').length + (path.includes('{path}') ? 10 : 0);

/** Places of this machine: a stack, a file of the program, an address, a database. */
const LEAKS = [
  /\n\s+at .+[:(]/,
  /node_modules|\.tsx?:\d|\.m?js:\d/,
  new RegExp(process.cwd().replace(/\W/g, String.raw`\$&`)),
  /\/(?:home|tmp|usr|var|root)\/[\w.-]+/,
  /\b(?:127\.0\.0\.1|ECONN\w+|ENOENT|localhost):?\d*/,
  /postgres(?:ql)?:\/\/|release_journal|flipper_gates|pg_stat/,
];

/** Some operations answer the same whether they say yes or no: until when a sign-in lasts, whether all is ready. */
function isRefusal(operation: string, { status }: Answer): boolean {
  const [method = '', path = ''] = operation.split(' ');
  const place = places.find((one) => one.method === method && one.path === path);
  const contents = Object.entries(place?.operation.responses ?? {}).map(
    ([at, { content = {} }]) => [Number(at), JSON.stringify(content)] as const,
  );
  const content = contents.find(([at]) => at === status)?.[1];
  const isPage = content?.includes('text/html') ?? false;
  return status >= 400 && (isPage || !contents.some(([at, one]) => at < 300 && one === content));
}

/** Flipper answers nothing at all at a place that it does not have, and its clients know that. */
function hasSentence(operation: string, { status, text, contentType }: Answer): boolean {
  if (operation.includes(' /flipper/api/') && status === 404 && text === '{}') return true;
  const words = contentType.startsWith('text/html') ? text.replace(/<[^>]+>/g, ' ') : text;
  return /\p{Lu}\S*(?: \S+){3}/u.test(words.replace(/\s+/g, ' '));
}
