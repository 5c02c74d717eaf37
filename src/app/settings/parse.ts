import { resolve } from 'node:path';

import type { Downtime } from '../../contacts/index.ts';
import type { LogLevel } from '../../lib/log.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { ClientTls, Protection } from '../../va-profile/index.ts';
import { problemsAmong } from './problems.ts';
import { readValues, type Given, type Values } from './values.ts';

/** What the program needs to know from outside, read once at the start. Times in milliseconds. */
export type Settings = Readonly<ReturnType<typeof settingsOf>>;

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings in an environment, or a sentence for each that is missing or can't be understood. */
export function parseSettings(environment: Environment): Result<Settings, readonly string[]> {
  const given: Given = (name) => {
    const text = environment[name] ?? '';
    const trimmed = text.trim();
    if (trimmed === '') return null;
    // Other software reads it too, and as it stands.
    return name === 'NODE_ENV' ? text : trimmed;
  };
  const { values, unreadable } = readValues(given);
  const vaProfileTls = tlsIn(values);
  const problems = [...unreadable, ...problemsAmong(values, given, vaProfileTls)];
  return problems.length > 0 ? err(problems) : ok(settingsOf(values, vaProfileTls));
}

function settingsOf(values: Values, vaProfileTls: ClientTls) {
  const { HOST: host, PORT: port } = values;
  const production = values.NODE_ENV === 'production';
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
    publicUrl: values.PUBLIC_URL ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    /** Addresses or ranges, separated by commas; null: none. */
    trustedProxies: values.TRUSTED_PROXIES,
    connections: values.CONNECTIONS,
    requestsPerMinute: values.REQUESTS_PER_MINUTE,
    dataDir: resolve(values.DATA_DIR),
    /** A PostgreSQL server, or null for the embedded database in `dataDir`. */
    databaseUrl: values.DATABASE_URL,
    /** Where its notices are heard, or null for the same address. */
    databaseListenUrl: values.DATABASE_LISTEN_URL,
    databasePools: {
      people: values.DATABASE_POOL_PEOPLE,
      guard: values.DATABASE_POOL_GUARD,
      observations: values.DATABASE_POOL_OBSERVATIONS,
    },
    /** The identity provider, or null for the stand-in. */
    oidc: oidcIn(values),
    operatorRoleClaim: values.OPERATOR_ROLE_CLAIM,
    /** VA Profile, or null for the stand-in. */
    vaProfileUrl: values.VA_PROFILE_URL,
    vaProfileDeadlineMs: values.VA_PROFILE_DEADLINE,
    vaProfileDowntimes,
    vaProfileProtection,
    vaProfileTls,
    ofrepOrigins: values.OFREP_ORIGINS ?? [],
    drainMs: values.DRAIN_TIME ?? (production ? USUAL_DRAIN_MS : 0),
    /** Where alerts are posted, and what signs them; null: nowhere. */
    alerts:
      values.ALERT_URL === null ? null : { url: values.ALERT_URL, secret: values.ALERT_SECRET },
    surveyRemarkDays: values.SURVEY_REMARK_DAYS,
    /** What pages load of others; null: nothing. */
    analyticsContainer: containerIn(values),
    /** Where metrics are told to anybody who reaches it; null: nowhere. */
    metricsAt: values.METRICS_ADDRESS,
    statsd: values.STATSD_URL && {
      ...values.STATSD_URL,
      tags: { env: values.NODE_ENV, ...values.STATSD_TAGS },
    },
    /** Where traces are sent; null: nowhere. */
    otlpEndpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
    flagSnapshotLimitMs: values.FLAG_SNAPSHOT_LIMIT,
    flagsClosed: values.FLAGS_CLOSED ?? [],
    /** Null in development: then the program makes its own and keeps it in `dataDir`. */
    sessionSecret: values.SESSION_SECRET,
    apiToken: values.FLIPPER_API_TOKEN,
    standInOidcPort: values.STAND_IN_OIDC_PORT,
    standInVaProfilePort: values.STAND_IN_VA_PROFILE_PORT,
    logLevel,
  };
}

const USUAL_DRAIN_MS = 5_000;

function tlsIn(values: Values): ClientTls {
  const { VA_PROFILE_CLIENT_CERT: cert, VA_PROFILE_CLIENT_KEY: key, VA_PROFILE_CA: ca } = values;
  return { ...(cert && { cert }), ...(key && { key }), ...(ca && { ca }) };
}

function containerIn(values: Values) {
  const { ANALYTICS_CONTAINER: scriptUrl, ANALYTICS_ORIGINS: origins } = values;
  return scriptUrl === null ? null : { scriptUrl, origins: origins ?? [] };
}

function oidcIn(values: Values) {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: secret } = values;
  if (issuer === null || clientId === null || secret === null) return null;
  return { issuer, clientId, clientSecret: secret };
}
