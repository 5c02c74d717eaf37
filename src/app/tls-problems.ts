import { createSecureContext } from 'node:tls';

import type { ClientTls } from '../va-profile/index.ts';

type Name = 'VA_PROFILE_URL' | 'VA_PROFILE_CLIENT_CERT' | 'VA_PROFILE_CLIENT_KEY' | 'VA_PROFILE_CA';

/** What keeps the files for the connection to VA Profile from working; asked at the start, not at the first Veteran. */
export function tlsProblems(
  tls: ClientTls,
  given: (name: Name) => string | null,
): readonly string[] {
  const hasCert = given('VA_PROFILE_CLIENT_CERT') !== null;
  const hasKey = given('VA_PROFILE_CLIENT_KEY') !== null;
  if (!hasCert && !hasKey && given('VA_PROFILE_CA') === null) return [];
  if (hasCert !== hasKey) {
    return [
      'VA_PROFILE_CLIENT_CERT and VA_PROFILE_CLIENT_KEY are needed together; one is missing.',
    ];
  }
  const url = given('VA_PROFILE_URL');
  if (url?.startsWith('https:') !== true) {
    return ['VA_PROFILE_URL is no https address, so certificates for VA Profile can’t be used.'];
  }
  return fitsTogether(tls)
    ? []
    : [
        'VA_PROFILE_CLIENT_CERT, VA_PROFILE_CLIENT_KEY and VA_PROFILE_CA can’t be used: one of the ' +
          'files is damaged, or the key is not that of the certificate.',
      ];
}

function fitsTogether(tls: ClientTls): boolean {
  try {
    createSecureContext(tls);
    return true;
  } catch {
    return false;
  }
}
