import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';

import type { Downtime } from '../../contacts/index.ts';
import type { LogLevel } from '../../lib/log.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { ClientTls, Protection } from '../../va-profile/index.ts';
import type { SettingForm } from './forms.ts';
import { SETTING_LIST, SETTINGS, type SettingName } from './table.ts';

/** What the program needs to know from outside, read once at the start. Times in milliseconds. */
export type Settings = Readonly<ReturnType<typeof settingsOf>>;

type Environment = Readonly<Record<string, string | undefined>>;

/** The value of a setting by its form; null where nothing is set and the table has no fallback. */
type ValueOf<S> = S extends { form: SettingForm<infer T>; fallback: infer F }
  ? T | (F extends null ? null : never)
  : never;
type Values = { readonly [Name in SettingName]: ValueOf<(typeof SETTINGS)[Name]> };

/** The settings in an environment, or a sentence for each that is missing or can't be understood. */
export function parseSettings(environment: Environment): Result<Settings, readonly string[]> {
  const given: Given = (name) => {
    const text = environment[name]?.trim() ?? '';
    return text === '' ? null : text;
  };
  const production = environment['NODE_ENV'] === 'production';
  const { values, unreadable } = readValues(given);
  const vaProfileTls = tlsIn(values);
  const problems = [
    ...(production ? missingInProduction(given) : []),
    ...unreadable,
    ...tlsProblems(vaProfileTls, given),
    ...oidcProblems(values),
  ];
  return problems.length > 0 ? err(problems) : ok(settingsOf(values, { production, vaProfileTls }));
}

type Given = (name: string) => string | null;

function readValues(given: Given) {
  const unreadable: string[] = [];
  const entries = SETTING_LIST.map(({ name, form, fallback, isSecret }) => {
    const text = given(name);
    const value = text === null ? null : form(text);
    if (value?.ok) return [name, value.value] as const;
    if (value !== null) {
      const found = isSecret ? 'too short' : `“${text}”`;
      unreadable.push(`${name} is ${found}; expected ${value.error}.`);
    }
    const read = fallback === null ? null : form(fallback);
    return [name, read?.ok ? read.value : null] as const;
  });
  // Each value has just been read by the form that its row of the table names.
  return { values: Object.fromEntries(entries) as Values, unreadable };
}

type Beside = { readonly production: boolean; readonly vaProfileTls: ClientTls };

function settingsOf(values: Values, { production, vaProfileTls }: Beside) {
  const { HOST: host, PORT: port } = values;
  const vaProfileDowntimes: readonly Downtime[] = values.VA_PROFILE_DOWNTIME ?? [];
  const logLevel: LogLevel = values.LOG_LEVEL ?? (production ? 'info' : 'warn');
  const vaProfileProtection: Protection = {
    breaker: {
      errorShare: values.VA_PROFILE_BREAKER_SHARE,
      windowMs: values.VA_PROFILE_BREAKER_WINDOW,
      restMs: values.VA_PROFILE_BREAKER_REST,
    },
    bulkhead: { atOnce: values.VA_PROFILE_AT_ONCE, waiting: values.VA_PROFILE_WAITING },
  };
  return {
    production,
    host,
    port,
    publicUrl: values.PUBLIC_URL ?? `http://${host}:${port}`,
    /** Addresses or ranges, separated by commas; null: none. */
    trustedProxies: values.TRUSTED_PROXIES,
    connections: values.CONNECTIONS,
    requestsPerMinute: values.REQUESTS_PER_MINUTE,
    dataDir: resolve(values.DATA_DIR),
    /** A PostgreSQL server, or null for the embedded database in `dataDir`. */
    databaseUrl: values.DATABASE_URL,
    /** The identity provider, or null for the stand-in. */
    oidc: oidcIn(values),
    operatorRoleClaim: values.OPERATOR_ROLE_CLAIM,
    /** VA Profile, or null for the stand-in. */
    vaProfileUrl: values.VA_PROFILE_URL,
    vaProfileDeadlineMs: values.VA_PROFILE_DEADLINE,
    vaProfileDowntimes,
    vaProfileProtection,
    vaProfileTls,
    alertUrl: values.ALERT_URL,
    flagSnapshotLimitMs: values.FLAG_SNAPSHOT_LIMIT,
    /** Null in development: then the program makes its own and keeps it in `dataDir`. */
    sessionSecret: values.SESSION_SECRET,
    apiToken: values.FLIPPER_API_TOKEN,
    standInOidcPort: values.STAND_IN_OIDC_PORT,
    standInVaProfilePort: values.STAND_IN_VA_PROFILE_PORT,
    logLevel,
  };
}

function tlsIn(values: Values): ClientTls {
  const { VA_PROFILE_CLIENT_CERT: cert, VA_PROFILE_CLIENT_KEY: key, VA_PROFILE_CA: ca } = values;
  return { ...(cert && { cert }), ...(key && { key }), ...(ca && { ca }) };
}

function oidcIn(values: Values) {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: secret } = values;
  if (issuer === null || clientId === null || secret === null) return null;
  return { issuer, clientId, clientSecret: secret };
}

function oidcProblems(values: Values): readonly string[] {
  if (values.OIDC_ISSUER === null || oidcIn(values) !== null) return [];
  return ['OIDC_ISSUER is set, so OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are needed too.'];
}

/** Production never runs on stand-ins, on secrets it made up itself or on a database that was not chosen. */
function missingInProduction(given: Given): readonly string[] {
  const missing = SETTING_LIST.filter(
    ({ name, isRequired }) => isRequired && given(name) === null,
  ).map(({ name, meaning }) => `${name} is missing; production needs it. ${meaning}`);
  if (given('DATABASE_URL') !== null || given('EMBEDDED_DATABASE') === 'yes') return missing;
  return [
    ...missing,
    'DATABASE_URL is missing; production needs it. To run on the embedded database all the same, set ' +
      'EMBEDDED_DATABASE=yes.',
  ];
}

/** What keeps the files for the connection to VA Profile from working; asked at the start, not at the first Veteran. */
function tlsProblems(tls: ClientTls, given: Given): readonly string[] {
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
