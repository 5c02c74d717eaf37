import { decodePath } from '../form.ts';

const ONE_FEATURE = /^\/ofrep\/v1\/evaluate\/flags\/([^?]+)/;

/** A request that came to no answer, in OFREP's form: with status 400 it wants a code, and the key of one feature. */
export function ofrepFailure(url: string, status: number, errorDetails: string) {
  if (status !== 400) return { errorDetails };
  const encoded = ONE_FEATURE.exec(url)?.[1];
  const key = encoded === undefined ? {} : { key: decodePath(encoded) ?? encoded };
  return { ...key, errorCode: 'PARSE_ERROR', errorDetails };
}
