/** Flipper's error table: stable number, HTTP status, sentence. Source: Flipper's API documentation. */
const FLIPPER_ERRORS = {
  'feature-not-found': { code: 1, status: 404, message: 'Feature not found.' },
  'percentage-invalid': {
    code: 3,
    status: 422,
    message: 'Percentage must be a positive number less than or equal to 100.',
  },
  'actor-missing': { code: 4, status: 422, message: 'Required parameter flipper_id is missing.' },
  'name-missing': { code: 5, status: 422, message: 'Required parameter name is missing.' },
} as const;

export type FlipperErrorName = keyof typeof FLIPPER_ERRORS;

export function flipperError(name: FlipperErrorName) {
  const { status, code, message } = FLIPPER_ERRORS[name];
  const more_info = 'https://flippercloud.io/docs/api#error-code-reference';
  return { status, body: { code, message, more_info } };
}
