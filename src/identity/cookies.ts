/** The cookies by which a browser is known, and how they are set. */
export type CookieTerms = {
  readonly session: string;
  readonly signIn: string;
  /** Says for a while that somebody signed out here, and nothing else. */
  readonly signedOut: string;
  readonly options: {
    readonly httpOnly: true;
    readonly sameSite: 'lax';
    readonly secure: boolean;
    readonly path: '/';
  };
};

/**
 * Behind TLS the names say `__Host-`: a browser takes such a cookie from this host alone, and only encrypted. On
 * plain http, as in development, it would take none.
 */
export function cookieTerms(publicUrl: string): CookieTerms {
  const secure = publicUrl.startsWith('https:');
  const prefix = secure ? '__Host-' : '';
  return {
    session: `${prefix}phcc_session`,
    signIn: `${prefix}phcc_sign_in`,
    signedOut: `${prefix}phcc_signed_out`,
    options: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
  };
}
