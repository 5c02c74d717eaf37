type Setting = {
  readonly name: string;
  readonly fallback: string | null;
  readonly meaning: string;
  /** What production cannot do without. */
  readonly inProduction?: 'required';
};

/** Every setting, in the order in which `--help` and docs/settings.md list them. */
export const SETTINGS = [
  { name: 'PORT', fallback: '3000', meaning: 'Port to listen on.' },
  { name: 'HOST', fallback: '127.0.0.1', meaning: 'Address to listen on.' },
  {
    name: 'PUBLIC_URL',
    fallback: 'http://HOST:PORT',
    meaning: 'Address under which people reach the program.',
    inProduction: 'required',
  },
  {
    name: 'TRUSTED_PROXIES',
    fallback: 'loopback',
    meaning: 'Addresses of proxies in front that may say how a request reached them.',
  },
  { name: 'DATA_DIR', fallback: './data', meaning: 'Directory of the embedded database.' },
  {
    name: 'DATABASE_URL',
    fallback: null,
    meaning: 'PostgreSQL server (15 or newer); without it, the embedded database.',
  },
  {
    name: 'EMBEDDED_DATABASE',
    fallback: 'no',
    meaning: '“yes” lets production run on the embedded database.',
  },
  {
    name: 'OIDC_ISSUER',
    fallback: 'stand-in',
    meaning: 'Identity provider for sign-in.',
    inProduction: 'required',
  },
  {
    name: 'OIDC_CLIENT_ID',
    fallback: null,
    meaning: 'This program’s id at the identity provider.',
    inProduction: 'required',
  },
  {
    name: 'OIDC_CLIENT_SECRET',
    fallback: null,
    meaning: 'This program’s secret at the identity provider.',
    inProduction: 'required',
  },
  {
    name: 'OPERATOR_ROLE_CLAIM',
    fallback: 'roles',
    meaning: 'Claim that lists an operator’s roles.',
  },
  {
    name: 'VA_PROFILE_URL',
    fallback: 'stand-in',
    meaning: 'Base address of VA Profile.',
    inProduction: 'required',
  },
  {
    name: 'VA_PROFILE_DEADLINE',
    fallback: '5s',
    meaning: 'Longest wait for VA Profile’s whole answer, a second attempt included.',
  },
  {
    name: 'VA_PROFILE_BREAKER_SHARE',
    fallback: '50%',
    meaning: 'Share of failed questions, of five or more, at which VA Profile is left alone.',
  },
  {
    name: 'VA_PROFILE_BREAKER_WINDOW',
    fallback: '1m',
    meaning: 'Questions of the current stretch of this length and the one before count for that.',
  },
  {
    name: 'VA_PROFILE_BREAKER_REST',
    fallback: '60s',
    meaning: 'How long VA Profile is left alone before one question tries it again.',
  },
  {
    name: 'VA_PROFILE_AT_ONCE',
    fallback: '50',
    meaning: 'Most questions to VA Profile at once.',
  },
  {
    name: 'VA_PROFILE_WAITING',
    fallback: '25',
    meaning: 'Most questions that wait for their turn; more than these fail at once.',
  },
  {
    name: 'VA_PROFILE_DOWNTIME',
    fallback: null,
    meaning:
      'Planned downtimes of VA Profile, announced an hour ahead: START/END as ISO 8601, separated by commas.',
  },
  {
    name: 'VA_PROFILE_CLIENT_CERT',
    fallback: null,
    meaning: 'File with the certificate by which VA Profile knows this program, as PEM.',
  },
  {
    name: 'VA_PROFILE_CLIENT_KEY',
    fallback: null,
    meaning: 'File with the key of that certificate, as PEM.',
  },
  {
    name: 'VA_PROFILE_CA',
    fallback: null,
    meaning:
      'File with the authorities trusted for VA Profile, as PEM; without it, the usual ones.',
  },
  {
    name: 'FLAG_SNAPSHOT_LIMIT',
    fallback: '30s',
    meaning: 'Features close when the flag store has not confirmed them for longer than this.',
  },
  {
    name: 'ALERT_URL',
    fallback: null,
    meaning:
      'Web address to which alerts are posted as JSON: rollbacks, holds and other steps of the program.',
  },
  {
    name: 'SESSION_SECRET',
    fallback: 'made and kept in DATA_DIR',
    meaning: 'Key for session cookies and digests, 32 characters or more.',
    inProduction: 'required',
  },
  {
    name: 'FLIPPER_API_TOKEN',
    fallback: 'made and kept in DATA_DIR/token',
    meaning: 'Token with every scope, for the command line and automation.',
    inProduction: 'required',
  },
  {
    name: 'STAND_IN_OIDC_PORT',
    fallback: '0',
    meaning: 'Port of the stand-in for sign-in; 0: any free one.',
  },
  {
    name: 'STAND_IN_VA_PROFILE_PORT',
    fallback: '0',
    meaning: 'Port of the stand-in for VA Profile; 0: any free one.',
  },
  {
    name: 'LOG_LEVEL',
    fallback: 'warn, in production info',
    meaning: 'error, warn, info, debug or silent.',
  },
] as const satisfies readonly Setting[];

export type SettingName = (typeof SETTINGS)[number]['name'];

/** What `npm start -- --help` prints. */
export function settingsHelp(): string {
  const lines = SETTINGS.map(
    ({ name, fallback, meaning }) =>
      `  ${name.padEnd(25)} ${meaning} (default: ${fallback ?? 'none'})`,
  );
  return ['Settings, from the environment:', ...lines, ''].join('\n');
}
