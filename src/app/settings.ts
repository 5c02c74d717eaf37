import { resolve } from 'node:path';

import type { LogLevel } from '../lib/log.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { DEFAULT_PROTECTION, type ClientTls, type Protection } from '../va-profile/index.ts';
import {
  milliseconds,
  oneOf,
  pemFile,
  portNumber,
  share,
  someTime,
  webAddress,
  wholeNumber,
  type Form,
} from './setting-forms.ts';
import { tlsProblems } from './tls-problems.ts';

/** What the program needs to know from outside, parsed once at the start. Times in milliseconds. */
export type Settings = {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  /** Addresses or ranges, separated by commas. */
  readonly trustedProxies: string;
  readonly dataDir: string;
  /** A PostgreSQL server, or null for the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  /** The identity provider, or null for the stand-in. */
  readonly oidc: {
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret: string;
  } | null;
  readonly operatorRoleClaim: string;
  /** VA Profile, or null for the stand-in. */
  readonly vaProfileUrl: string | null;
  readonly vaProfileDeadlineMs: number;
  readonly vaProfileProtection: Protection;
  readonly vaProfileTls: ClientTls;
  readonly flagSnapshotLimitMs: number;
  /** Null in development: then the program makes its own and keeps it in `dataDir`. */
  readonly sessionSecret: string | null;
  readonly apiToken: string | null;
  readonly standInOidcPort: number;
  readonly standInVaProfilePort: number;
  readonly logLevel: LogLevel;
};

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

type SettingName = (typeof SETTINGS)[number]['name'];
type Environment = Readonly<Record<string, string | undefined>>;

const LEAST_SECRET_LENGTH = 32;
const LOG_LEVELS = ['error', 'warn', 'info', 'debug', 'silent'] as const;

/** The settings in an environment, or a sentence for each that is missing or can't be understood. */
export function parseSettings(environment: Environment): Result<Settings, readonly string[]> {
  const problems: string[] = [];
  const given = (name: SettingName) => textOf(environment, name);
  const read = <T>(name: SettingName, form: Form<T>, fallback: T): T => {
    const text = given(name);
    if (text === null) return fallback;
    const value = form(text);
    if (value.ok) return value.value;
    problems.push(`${name} is “${text}”; expected ${value.error}.`);
    return fallback;
  };
  const production = environment['NODE_ENV'] === 'production';
  if (production) problems.push(...missingInProduction(given));
  const host = given('HOST') ?? '127.0.0.1';
  const port = read('PORT', portNumber, 3000);
  const vaProfileTls = readTls(read);
  problems.push(...tlsProblems(vaProfileTls, given));
  const settings: Settings = {
    production,
    host,
    port,
    publicUrl: read('PUBLIC_URL', webAddress, `http://${host}:${port}`),
    trustedProxies: given('TRUSTED_PROXIES') ?? 'loopback',
    dataDir: resolve(given('DATA_DIR') ?? 'data'),
    databaseUrl: given('DATABASE_URL'),
    oidc: oidcSettings(given, problems),
    operatorRoleClaim: given('OPERATOR_ROLE_CLAIM') ?? 'roles',
    vaProfileUrl: read<string | null>('VA_PROFILE_URL', webAddress, null),
    vaProfileDeadlineMs: read('VA_PROFILE_DEADLINE', milliseconds, 5_000),
    vaProfileProtection: readProtection(read),
    vaProfileTls,
    flagSnapshotLimitMs: read('FLAG_SNAPSHOT_LIMIT', milliseconds, 30_000),
    sessionSecret: sessionSecret(given('SESSION_SECRET'), problems),
    apiToken: given('FLIPPER_API_TOKEN'),
    standInOidcPort: read('STAND_IN_OIDC_PORT', portNumber, 0),
    standInVaProfilePort: read('STAND_IN_VA_PROFILE_PORT', portNumber, 0),
    logLevel: read<LogLevel>('LOG_LEVEL', oneOf(LOG_LEVELS), production ? 'info' : 'warn'),
  };
  return problems.length > 0 ? err(problems) : ok(settings);
}

type Read = <T>(name: SettingName, form: Form<T>, fallback: T) => T;

function readProtection(read: Read): Protection {
  const { breaker, bulkhead } = DEFAULT_PROTECTION;
  return {
    breaker: {
      errorShare: read('VA_PROFILE_BREAKER_SHARE', share, breaker.errorShare),
      windowMs: read('VA_PROFILE_BREAKER_WINDOW', someTime, breaker.windowMs),
      restMs: read('VA_PROFILE_BREAKER_REST', someTime, breaker.restMs),
    },
    bulkhead: {
      atOnce: read('VA_PROFILE_AT_ONCE', wholeNumber(1), bulkhead.atOnce),
      waiting: read('VA_PROFILE_WAITING', wholeNumber(0), bulkhead.waiting),
    },
  };
}

function readTls(read: Read): ClientTls {
  const cert = read<string | null>('VA_PROFILE_CLIENT_CERT', pemFile, null);
  const key = read<string | null>('VA_PROFILE_CLIENT_KEY', pemFile, null);
  const ca = read<string | null>('VA_PROFILE_CA', pemFile, null);
  return {
    ...(cert !== null && { cert }),
    ...(key !== null && { key }),
    ...(ca !== null && { ca }),
  };
}

function textOf(environment: Environment, name: SettingName): string | null {
  const text = environment[name]?.trim();
  return text === undefined || text === '' ? null : text;
}

type Given = (name: SettingName) => string | null;

/** Production never runs on stand-ins, on secrets of its own making or on a database nobody chose. */
function missingInProduction(given: Given): readonly string[] {
  const missing = SETTINGS.filter(
    (setting) => 'inProduction' in setting && given(setting.name) === null,
  ).map(({ name, meaning }) => `${name} is missing; production needs it. ${meaning}`);
  const database = given('DATABASE_URL') !== null || given('EMBEDDED_DATABASE') === 'yes';
  return database
    ? missing
    : [
        ...missing,
        'DATABASE_URL is missing; production needs it. To run on the embedded database all the same, set ' +
          'EMBEDDED_DATABASE=yes.',
      ];
}

function oidcSettings(given: Given, problems: string[]): Settings['oidc'] {
  const issuer = given('OIDC_ISSUER');
  if (issuer === null) return null;
  const clientId = given('OIDC_CLIENT_ID');
  const clientSecret = given('OIDC_CLIENT_SECRET');
  if (clientId === null || clientSecret === null) {
    problems.push('OIDC_ISSUER is set, so OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are needed too.');
    return null;
  }
  return { issuer, clientId, clientSecret };
}

function sessionSecret(secret: string | null, problems: string[]): string | null {
  if (secret !== null && secret.length < LEAST_SECRET_LENGTH) {
    problems.push(
      `SESSION_SECRET is too short; expected ${LEAST_SECRET_LENGTH} characters or more.`,
    );
  }
  return secret;
}

/** What `npm start -- --help` prints. */
export function settingsHelp(): string {
  const lines = SETTINGS.map(
    ({ name, fallback, meaning }) =>
      `  ${name.padEnd(25)} ${meaning} (default: ${fallback ?? 'none'})`,
  );
  return ['Settings, from the environment:', ...lines, ''].join('\n');
}
