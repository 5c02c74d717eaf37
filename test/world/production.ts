/** Settings with which the program starts in production; each secret is made up. */
export const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://www.example.gov',
  DATABASE_URL: 'postgresql://phcc@db.example/phcc',
  OIDC_ISSUER: 'https://sign-in.example.gov',
  OIDC_CLIENT_ID: 'phcc',
  OIDC_CLIENT_SECRET: 'a secret of the identity provider',
  VA_PROFILE_URL: 'https://vaprofile.example.gov',
  SESSION_SECRET: 'at least thirty-two characters long',
  FLIPPER_API_TOKEN: 'another-secret-of-thirty-two-chars',
};
