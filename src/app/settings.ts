import { resolve } from 'node:path';

import type { Downtime } from '../contacts/index.ts';
import type { LogLevel } from '../lib/log.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { DEFAULT_PROTECTION, type ClientTls, type Protection } from '../va-profile/index.ts';
import {
  intervals,
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
import { SETTINGS, type SettingName } from './setting-list.ts';
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
  readonly vaProfileDowntimes: readonly Downtime[];
  readonly vaProfileProtection: Protection;
  readonly vaProfileTls: ClientTls;
  readonly flagSnapshotLimitMs: number;
  /** Where alerts of releases are posted; null: nowhere. */
  readonly alertUrl: string | null;
  /** Null in development: then the program makes its own and keeps it in `dataDir`. */
  readonly sessionSecret: string | null;
  readonly apiToken: string | null;
  readonly standInOidcPort: number;
  readonly standInVaProfilePort: number;
  readonly logLevel: LogLevel;
};

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
    vaProfileDowntimes: read<readonly Downtime[]>('VA_PROFILE_DOWNTIME', intervals, []),
    vaProfileProtection: readProtection(read),
    vaProfileTls,
    alertUrl: read<string | null>('ALERT_URL', webAddress, null),
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
