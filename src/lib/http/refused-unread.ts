/** What Fastify refuses before a route looks at it, in sentences for whoever wrote the program that sent it. */
const SENTENCES: Readonly<Record<string, string>> = {
  FST_ERR_BAD_URL:
    'The path is not well encoded. Write bytes as %XX, in UTF-8, and a percent sign as %25.',
  FST_ERR_MAX_PARAM_LENGTH: 'A part of the path is too long. No name here has more than 255 bytes.',
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is longer than this path takes. Send less at once.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE:
    'This path takes no body with this content type. Send JSON, labeled application/json.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH:
    'The body has not as many bytes as its content-length says. Send the length that it has.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty. Send JSON, or no content type.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not JSON. Check its quotes, commas and brackets.',
};

const OTHERWISE =
  'The request is not in a form that this path takes. Compare it with /openapi.json.';

/** Why a request was refused before a route looked at it: a sentence that repeats nothing of the request. */
export function refusedUnread(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return (typeof code === 'string' ? SENTENCES[code] : undefined) ?? OTHERWISE;
}
