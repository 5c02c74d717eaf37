import { USUAL_POOL_SIZES } from '../../lib/database/index.ts';
import type { LogLevel } from '../../lib/log.ts';
import {
  baseAddress,
  databaseUrl,
  datagramAddress,
  hookAddress,
  hostAndPort,
  listenAddress,
  originList,
  proxyList,
  publicOrigin,
  scriptAddress,
} from './addresses.ts';
import {
  featureList,
  intervals,
  longSecret,
  milliseconds,
  oneOf,
  pemFile,
  plainText,
  portNumber,
  publicPort,
  share,
  someTime,
  tagList,
  webhookSecret,
  wholeNumber,
  word,
} from './forms.ts';
import type { Setting } from './setting.ts';

/** What a server of PostgreSQL takes unless it is told otherwise; one instance is not to have all of them three times. */
const MOST_CONNECTIONS = 100;

/** Every setting, in the order in which `--help` and docs/settings.md list them. */
export const SETTINGS = {
  NODE_ENV: {
    form: oneOf(['development', 'test', 'production']),
    fallback: 'development',
    meaning: 'development, test or production.',
  },
  PORT: { form: publicPort, fallback: '3000', meaning: 'Port to listen on.' },
  HOST: { form: listenAddress, fallback: '127.0.0.1', meaning: 'Address to listen on.' },
  PUBLIC_URL: {
    form: publicOrigin,
    fallback: null,
    otherwise: 'http://HOST:PORT',
    meaning: 'Address under which people reach the program.',
    isRequired: true,
  },
  TRUSTED_PROXIES: {
    form: proxyList,
    fallback: null,
    meaning:
      'Addresses of proxies in front that may say how and from where a request reached them: ranges, or loopback.',
  },
  CONNECTIONS: {
    form: wholeNumber(50),
    fallback: '1000',
    meaning: 'Most connections at once; fewer where the system allows fewer open files.',
  },
  REQUESTS_PER_MINUTE: {
    form: wholeNumber(100),
    fallback: '6000',
    meaning:
      'Most requests a minute from one address or with one token; other limits are shares of it.',
  },
  DATA_DIR: { form: plainText, fallback: './data', meaning: 'Directory of the embedded database.' },
  DATABASE_URL: {
    form: databaseUrl,
    fallback: null,
    isSecret: true,
    meaning: 'PostgreSQL server (15 or newer); without it, the embedded database.',
  },
  DATABASE_LISTEN_URL: {
    form: databaseUrl,
    fallback: null,
    otherwise: 'DATABASE_URL',
    isSecret: true,
    meaning:
      'The same database past a pooler that shares connections between transactions: changes are heard there.',
  },
  DATABASE_POOL_PEOPLE: {
    form: wholeNumber(1, MOST_CONNECTIONS),
    fallback: String(USUAL_POOL_SIZES.people),
    meaning: 'Most connections to that server for people and programs that ask.',
  },
  DATABASE_POOL_GUARD: {
    form: wholeNumber(2, MOST_CONNECTIONS),
    fallback: String(USUAL_POOL_SIZES.guard),
    meaning: 'Most connections to it for watching over releases, one of them for the lead alone.',
  },
  DATABASE_POOL_OBSERVATIONS: {
    form: wholeNumber(1, MOST_CONNECTIONS),
    fallback: String(USUAL_POOL_SIZES.observations),
    meaning: 'Most connections to it for writing down what was observed.',
  },
  EMBEDDED_DATABASE: {
    form: oneOf(['yes', 'no']),
    fallback: 'no',
    meaning: '“yes” lets production run on the embedded database.',
  },
  OIDC_ISSUER: {
    form: baseAddress,
    fallback: null,
    otherwise: 'stand-in',
    meaning: 'Identity provider for sign-in.',
    isRequired: true,
  },
  OIDC_CLIENT_ID: {
    form: word,
    fallback: null,
    meaning: 'This program’s id at the identity provider.',
    isRequired: true,
  },
  OIDC_CLIENT_SECRET: {
    form: plainText,
    fallback: null,
    isSecret: true,
    meaning: 'This program’s secret at the identity provider.',
    isRequired: true,
  },
  OPERATOR_ROLE_CLAIM: {
    form: word,
    fallback: 'roles',
    meaning: 'Claim that lists an operator’s roles.',
  },
  VA_PROFILE_URL: {
    form: baseAddress,
    fallback: null,
    otherwise: 'stand-in',
    meaning: 'Base address of VA Profile.',
    isRequired: true,
  },
  VA_PROFILE_DEADLINE: {
    form: someTime,
    fallback: '5s',
    meaning: 'Longest wait for VA Profile’s whole answer, a second attempt included.',
  },
  VA_PROFILE_BREAKER_SHARE: {
    form: share,
    fallback: '50%',
    meaning: 'Share of failed questions, of five or more, at which VA Profile is left alone.',
  },
  VA_PROFILE_BREAKER_WINDOW: {
    form: someTime,
    fallback: '1m',
    meaning: 'Questions of the current stretch of this length and the one before count for that.',
  },
  VA_PROFILE_BREAKER_REST: {
    form: someTime,
    fallback: '60s',
    meaning: 'How long VA Profile is left alone before one question tries it again.',
  },
  VA_PROFILE_AT_ONCE: {
    form: wholeNumber(1),
    fallback: '50',
    meaning: 'Most questions to VA Profile at once.',
  },
  VA_PROFILE_WAITING: {
    form: wholeNumber(0),
    fallback: '25',
    meaning: 'Most questions that wait for their turn; more than these fail at once.',
  },
  VA_PROFILE_DOWNTIME: {
    form: intervals,
    fallback: null,
    meaning:
      'Planned downtimes of VA Profile, announced an hour ahead: START/END as ISO 8601, separated by commas.',
  },
  VA_PROFILE_CLIENT_CERT: {
    form: pemFile,
    fallback: null,
    meaning: 'File with the certificate by which VA Profile knows this program, as PEM.',
  },
  VA_PROFILE_CLIENT_KEY: {
    form: pemFile,
    fallback: null,
    meaning: 'File with the key of that certificate, as PEM.',
  },
  VA_PROFILE_CA: {
    form: pemFile,
    fallback: null,
    meaning:
      'File with the authorities trusted for VA Profile, as PEM; without it, the usual ones.',
  },
  FLAG_SNAPSHOT_LIMIT: {
    form: milliseconds,
    fallback: '30s',
    meaning: 'Features close when the flag store has not confirmed them for longer than this.',
  },
  FLAGS_CLOSED: {
    form: featureList,
    fallback: null,
    meaning:
      'Features that are closed on every instance for as long as this one runs, separated by commas: for when no server takes a rollback.',
  },
  OFREP_ORIGINS: {
    form: originList,
    fallback: null,
    meaning:
      'Origins of other sites whose pages may ask OFREP, separated by commas; each exactly, such as https://www.example.gov.',
  },
  DRAIN_TIME: {
    form: milliseconds,
    fallback: null,
    otherwise: '5s in production, else none',
    meaning:
      'How long /readyz says 503 after SIGTERM before no connection is taken anymore: longer than a proxy takes to notice.',
  },
  ALERT_URL: {
    form: hookAddress,
    fallback: null,
    isSecret: true,
    meaning:
      'Web address to which alerts are posted as JSON: rollbacks, holds and other steps of the program.',
  },
  ALERT_SECRET: {
    form: webhookSecret,
    fallback: null,
    isSecret: true,
    meaning:
      'Key with which alerts are signed by Standard Webhooks: whsec_ and 24 to 64 bytes in base64; without it, they are not signed.',
  },
  SURVEY_REMARK_DAYS: {
    form: wholeNumber(1),
    fallback: '180',
    meaning: 'How many days remarks of the survey are kept; older ones are removed by themselves.',
  },
  ANALYTICS_CONTAINER: {
    form: scriptAddress,
    fallback: null,
    meaning:
      'Script of an analytics container that the Profile’s pages load and tell their events, too; without it, nothing of others is loaded.',
  },
  ANALYTICS_ORIGINS: {
    form: originList,
    fallback: null,
    meaning:
      'Origins from which that container may load more and to which it may send, separated by commas; without it, none.',
  },
  METRICS_ADDRESS: {
    form: hostAndPort,
    fallback: null,
    meaning:
      'Address and port at which /metrics answers without a token, such as 127.0.0.1:9464; elsewhere it needs a token with the scope metrics.',
  },
  STATSD_URL: {
    form: datagramAddress,
    fallback: null,
    meaning:
      'Where the same metrics are sent as DogStatsD, such as udp://127.0.0.1:8125; without it, nowhere.',
  },
  STATSD_TAGS: {
    form: tagList,
    fallback: 'service:personal-health-care-contacts,team:profile',
    meaning: 'Tags of all that is sent there, separated by commas; env is NODE_ENV unless given.',
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    form: baseAddress,
    fallback: null,
    meaning:
      'Collector to which traces are sent as OTLP over HTTP, at /v1/traces there; without it, nowhere.',
  },
  SESSION_SECRET: {
    form: longSecret,
    fallback: null,
    otherwise: 'made and kept in DATA_DIR',
    meaning: 'Key for session cookies and digests, 32 characters or more.',
    isSecret: true,
    isRequired: true,
  },
  FLIPPER_API_TOKEN: {
    form: word,
    fallback: null,
    isSecret: true,
    otherwise: 'made and kept in DATA_DIR/token',
    meaning: "The administrator's token, with every scope.",
    isRequired: true,
  },
  STAND_IN_OIDC_PORT: {
    form: portNumber,
    fallback: '0',
    meaning: 'Port of the stand-in for sign-in; 0: any free one.',
  },
  STAND_IN_VA_PROFILE_PORT: {
    form: portNumber,
    fallback: '0',
    meaning: 'Port of the stand-in for VA Profile; 0: any free one.',
  },
  LOG_LEVEL: {
    form: oneOf<LogLevel>(['error', 'warn', 'info', 'debug', 'silent']),
    fallback: null,
    otherwise: 'warn, in production info',
    meaning: 'error, warn, info, debug or silent.',
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;
