import fastifySwagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';

import packageJson from '../../../../package.json' with { type: 'json' };
import { SAFE_METHODS } from '../../../identity/index.ts';
import { doorOf, scopesFor, type Door } from '../doors.ts';
import answers from './answers.json' with { type: 'json' };
import type { AnswerName } from './answers.ts';
import { apiOf, ERROR_SCHEMAS, type Api, type ErrorForm } from './apis.ts';
import { OF_EVERY_API } from './error-codes.ts';
import { flipperPaths } from './flipper-operations.ts';
import type { AnswerContent, Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';

/**
 * `GET /openapi.json`: every route that is mounted from now on, as OpenAPI 3.1. What a request carries comes from the
 * schemas that check it, scopes and bounds from the table of doors, and what is said of the rest from the tables here.
 */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: { ...ABOUT },
    // Static files would hide themselves.
    transform: ({ schema, url }) => ({
      schema: { ...schema, hide: false },
      url: url.replace(/\*$/, ':path').replace(/(.)\/$/, '$1'),
    }),
    transformObject: (given) =>
      'openapiObject' in given
        ? withAnswers(given.openapiObject as RawDocument)
        : given.swaggerObject,
  });
  app.get('/openapi.json', () => app.swagger());
}

const ABOUT = {
  openapi: '3.1.0',
  info: {
    title: 'Personal health care contacts',
    version: packageJson.version,
    description:
      'Every GET answers HEAD, too. docs/doors.md has the bounds of each route, docs/errors.md what each code means, docs/flag-api.md where /flipper/api differs from Flipper.',
  },
  components: {
    securitySchemes: {
      token: {
        type: 'http',
        scheme: 'bearer',
        description: 'Or HTTP Basic, with the token as the password.',
      },
      ticket: { type: 'apiKey', in: 'query', name: 'ticket' },
      session: {
        type: 'apiKey',
        in: 'cookie',
        name: '__Host-phcc_session',
        description: 'On plain http, as in development, without __Host-.',
      },
    },
  },
} as const;

type RawOperation = { readonly requestBody?: unknown };
type RawDocument = {
  readonly components?: object;
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
};

/** QUERY has no place in a path of OpenAPI 3.1; HEAD is said once for all. */
const UNNAMED_METHODS: ReadonlySet<string> = new Set(['query', 'head']);

function withAnswers(document: RawDocument): RawDocument {
  const all = { ...document.paths };
  // One route serves all of Flipper’s places; the document names each.
  for (const [path, operations] of Object.entries(flipperPaths())) {
    all[path] = { ...all[path], ...operations };
  }
  const paths = Object.entries(all).map(([path, operations]) => {
    const described = Object.entries(operations)
      .filter(([method]) => !UNNAMED_METHODS.has(method))
      .map(([method, given]) => [method, describedAs({ path, method }, given)] as const);
    return [path, Object.fromEntries(described)] as const;
  });
  const components = { ...document.components, schemas: { ...ERROR_SCHEMAS, ...answers } };
  return { ...document, components, paths: Object.fromEntries(paths) };
}

type OperationPlace = { readonly path: string; readonly method: string };

function describedAs(place: OperationPlace, given: RawOperation) {
  const operation = OPERATIONS[`${place.method} ${place.path}`] ?? UNDESCRIBED;
  return {
    ...given,
    ...(given.requestBody === undefined && takesForm(place, operation) && { requestBody: FORM }),
    summary: operation.summary,
    security: securityOf(place),
    responses: responsesOf(place, operation),
    ...Object.fromEntries((operation.marks ?? []).map((mark) => [`x-${mark}`, true])),
  };
}

/** What leads to a page is sent by one. */
const takesForm = ({ path, method }: OperationPlace, { answers: said }: Operation): boolean =>
  apiOf(path).form === 'page' &&
  changes(method) &&
  Object.values(said).every((content) => content === 'page' || content === 'nothing');

const changes = (method: string) => !SAFE_METHODS.includes(method.toUpperCase());

const FORM = {
  description: 'The fields of a form on its page.',
  content: {
    'application/x-www-form-urlencoded': {
      schema: { type: 'object', additionalProperties: { type: 'string' } },
    },
  },
};

const UNDESCRIBED: Operation = { summary: '', answers: {} };

/** The pattern of the route, as the table of doors has it. */
const routeOf = (path: string): string =>
  path.replace(/\{path\}$/, '*').replace(/\{(\w+)\}/g, ':$1');

function securityOf({ path, method }: OperationPlace) {
  const { who } = doorOf(routeOf(path));
  const tokens = scopesFor(routeOf(path), method.toUpperCase()).map((scope) => ({
    token: [scope],
  }));
  const byDoor: Readonly<Record<Door['who'], readonly object[]>> = {
    anyone: [],
    'signed in': [{ session: [] }],
    operator: [{ session: [] }],
    'person or token': [{ session: [] }, ...tokens],
    token: tokens,
    'token or ticket': [...tokens, { ticket: [] }],
  };
  return byDoor[who];
}

function responsesOf(place: OperationPlace, { answers, refusals = [] }: Operation): Responses {
  const api = apiOf(place.path);
  const statuses = new Set([...usualRefusals(place), ...refusals]);
  const isFile = Object.values(answers).includes('file');
  const refused = [...statuses].map(
    (status) => [String(status), refusalOf(api, status, isFile)] as const,
  );
  const answered = Object.entries(answers).map(([status, content]) => {
    const description = Number(status) < 400 ? 'Done' : codesIn(api, Number(status));
    return [status, { description, ...contentOf(content) }] as const;
  });
  return Object.fromEntries<object>([...leadingAway(place), ...refused, ...answered]);
}

/** Who is signed in may have to confirm something first: who they are, or the role that they have. */
function leadingAway({ path, method }: OperationPlace): readonly (readonly [string, object])[] {
  if (apiOf(path).form !== 'page') return [];
  const { who } = doorOf(routeOf(path));
  const description = 'Leads to what has to be done first';
  if (who === 'operator') return [['303', { description }]];
  return who === 'signed in' ? [[method === 'get' ? '302' : '303', { description }]] : [];
}

type Responses = Readonly<Record<string, object>>;

/** What every request of its kind may be answered. */
function usualRefusals({ path, method }: OperationPlace): readonly number[] {
  const { who } = doorOf(routeOf(path));
  return [
    ...[400, 429, 500, 503],
    ...(BODILESS.has(method) ? [] : [408, 413, 415]),
    ...(path.includes('{') ? [404, 414] : []),
    ...(who === 'anyone' ? [] : [401, 403]),
  ];
}

/** Of the others the body is read, and may be refused, also where an operation has no use for one. */
const BODILESS: ReadonlySet<string> = new Set(['get', 'trace']);

function codesIn({ codes }: Api, status: number): string {
  const known = [...(codes[status] ?? []), ...(OF_EVERY_API[status] ?? [])];
  return known.length > 0 ? known.join(', ') : 'Refused';
}

function refusalOf(api: Api, status: number, isFile: boolean) {
  const { form } = api;
  const description = codesIn(api, status);
  if (form === 'page') return { description, content: pageOf(status, isFile) };
  return { description, content: { 'application/json': { schema: reference(form) } } };
}

/** What a page of another site sends is refused in plain text, and so is a file. */
const pageOf = (status: number, isFile: boolean) => ({
  'text/html': {},
  ...((isFile || status === 403) && { 'text/plain': {} }),
});

const MEDIA = {
  page: 'text/html',
  markdown: 'text/markdown',
  text: 'text/plain',
  events: 'text/event-stream',
  file: '*/*',
} as const;

const isMedium = (content: AnswerContent): content is keyof typeof MEDIA => content in MEDIA;

function contentOf(content: AnswerContent) {
  if (content === 'nothing') return {};
  if (isMedium(content)) return { content: { [MEDIA[content]]: {} } };
  return { content: { 'application/json': { schema: reference(content) } } };
}

const reference = (name: AnswerName | ErrorForm) => ({ $ref: `#/components/schemas/${name}` });
