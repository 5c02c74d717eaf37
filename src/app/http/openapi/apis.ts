import {
  OF_DEVELOPMENT,
  OF_EVENTS,
  OF_FEEDBACK,
  OF_FLAGS,
  OF_FLIPPER,
  OF_OFREP,
  OF_RELEASES,
  OF_SURVEY,
  OF_TOKENS,
  type CodesByStatus,
} from './error-codes.ts';

/** How the routes below a prefix say no: the form of the body, and the codes of their own. */
export type Api = { readonly form: ErrorForm; readonly codes: CodesByStatus };

/** The names of schemas in the document; `page` is HTML. */
export type ErrorForm = 'Problem' | 'FlipperError' | 'OfrepError' | 'JsonApiErrors' | 'page';

const APIS: readonly (readonly [prefix: string, api: Api])[] = [
  ['/api/release/', { form: 'Problem', codes: OF_RELEASES }],
  ['/api/tokens', { form: 'Problem', codes: OF_TOKENS }],
  ['/api/flags', { form: 'Problem', codes: OF_FLAGS }],
  ['/api/development/', { form: 'Problem', codes: OF_DEVELOPMENT }],
  ['/flipper/api/', { form: 'FlipperError', codes: OF_FLIPPER }],
  ['/ofrep/v1/', { form: 'OfrepError', codes: OF_OFREP }],
  ['/api/feedback', { form: 'Problem', codes: OF_FEEDBACK }],
  ['/v0/events', { form: 'JsonApiErrors', codes: OF_EVENTS }],
  ['/v0/feedback', { form: 'JsonApiErrors', codes: OF_SURVEY }],
  ['/metrics', { form: 'Problem', codes: {} }],
  ['/v0/', { form: 'JsonApiErrors', codes: {} }],
];

export function apiOf(path: string): Api {
  const found = APIS.find(([prefix]) => path.startsWith(prefix));
  return found?.[1] ?? { form: 'page', codes: {} };
}

const text = { type: 'string' } as const;

/** The bodies that say no. Codes stay as they are; sentences may get better. */
export const ERROR_SCHEMAS = {
  Problem: {
    type: 'object',
    required: ['code', 'message'],
    properties: { code: text, message: text },
  },
  FlipperError: {
    type: 'object',
    properties: {
      code: { type: ['integer', 'string'] },
      message: text,
      more_info: text,
      detail: text,
    },
  },
  OfrepError: {
    type: 'object',
    properties: { key: text, errorCode: text, errorDetails: text, code: text, message: text },
  },
  JsonApiErrors: {
    type: 'object',
    properties: {
      errors: {
        type: 'array',
        items: {
          type: 'object',
          required: ['title', 'detail', 'code', 'status'],
          properties: { title: text, detail: text, code: text, status: text, source: text },
        },
      },
    },
  },
};
