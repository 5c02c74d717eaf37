/** The error bodies of the `/v0` API. Source: JSON:API, with `code` and `status` as text. */
export type ApiError = {
  readonly title: string;
  readonly detail: string;
  readonly code: string;
  /** The class of the service behind us that failed, where one did. */
  readonly source?: string;
  /** The HTTP status, as text. */
  readonly status: string;
};

export type ErrorBody = { readonly errors: readonly ApiError[] };

export function errorBody(error: ApiError): ErrorBody {
  return { errors: [error] };
}

/** The body of the 404 for a path that leads nowhere, or must seem to. The query is left out. */
export function unknownPath(url: string): ErrorBody {
  const [path = ''] = url.split('?', 1);
  return errorBody({
    title: 'Not found',
    detail: `There are no routes matching your request: ${path.replace(/^\//, '')}`,
    code: '411',
    status: '404',
  });
}
