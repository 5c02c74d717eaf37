import { createSecureContext } from 'node:tls';

import type { ClientTls } from '../../va-profile/index.ts';
import { isReadableOnTheWay } from './addresses.ts';
import { whyNotADataDirectory } from './data-directory.ts';
import { LEAST_SECRET_LENGTH } from './forms.ts';
import { SETTING_LIST } from './list.ts';
import type { Given, Values } from './values.ts';

/** What can’t be meant although each setting by itself can be read: a sentence for each problem. */
export function problemsAmong(values: Values, given: Given, tls: ClientTls): readonly string[] {
  const production = values.NODE_ENV === 'production';
  return [
    ...(production ? [...missing(given), ...inClearText(values), ...shortSecrets(values)] : []),
    ...equalSecrets(values),
    ...equalPorts(values),
    ...tlsProblems(tls, given),
    ...oidcProblems(values),
    ...dataDirectoryProblems(values, given),
    ...ofServerAlone(given),
    ...ofContainerAlone(values),
    ...ofAlertsAlone(values),
  ];
}

/** Production never runs on stand-ins, on secrets it made up itself or on a database that was not chosen. */
function missing(given: Given): readonly string[] {
  const names = SETTING_LIST.filter(({ name, isRequired }) => isRequired && given(name) === null);
  const sentences = names.map(
    ({ name, meaning }) => `${name} is missing; production needs it. ${meaning}`,
  );
  if (given('DATABASE_URL') !== null || given('EMBEDDED_DATABASE') === 'yes') return sentences;
  return [
    ...sentences,
    'DATABASE_URL is missing; production needs it. To run on the embedded database all the same, set ' +
      'EMBEDDED_DATABASE=yes.',
  ];
}

/** Every address that the program itself asks or sends to by HTTP. */
const BEYOND_THE_PROGRAM = [
  'OIDC_ISSUER',
  'VA_PROFILE_URL',
  'ALERT_URL',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
] as const;

/** Traffic on this machine can’t be overheard; people always come from elsewhere. */
function inClearText(values: Values): readonly string[] {
  const isPublic = values.PUBLIC_URL?.startsWith('http:') === true;
  const beyond = BEYOND_THE_PROGRAM.filter((name) => {
    const address = values[name];
    return address !== null && isReadableOnTheWay(address);
  });
  return [...(isPublic ? ['PUBLIC_URL'] : []), ...beyond].map(
    (name) =>
      `${name} begins with http:, which anybody on the way can read; production needs an https address.`,
  );
}

const LEAST_CLIENT_SECRET_LENGTH = 16;

function shortSecrets(values: Values): readonly string[] {
  const least = [
    ['FLIPPER_API_TOKEN', LEAST_SECRET_LENGTH],
    ['OIDC_CLIENT_SECRET', LEAST_CLIENT_SECRET_LENGTH],
  ] as const;
  return least.flatMap(([name, length]) => {
    const secret = values[name];
    if (secret === null || secret.length >= length) return [];
    return [
      `${name} has ${secret.length} characters; production needs ${length} or more, such as openssl rand -hex 32 makes.`,
    ];
  });
}

const SECRETS = ['SESSION_SECRET', 'FLIPPER_API_TOKEN', 'OIDC_CLIENT_SECRET'] as const;

/** If one leaks, the other is known. */
function equalSecrets(values: Values): readonly string[] {
  return pairsOf(SECRETS).flatMap(([one, other]) =>
    values[one] !== null && values[one] === values[other]
      ? [`${one} and ${other} are the same; each needs a value of its own.`]
      : [],
  );
}

const PORTS = ['PORT', 'STAND_IN_OIDC_PORT', 'STAND_IN_VA_PROFILE_PORT'] as const;

function equalPorts(values: Values): readonly string[] {
  const named = PORTS.map((name) => ({ name, port: values[name] }));
  const ofMetrics = { name: 'METRICS_ADDRESS', port: values.METRICS_ADDRESS?.port ?? 0 };
  return pairsOf([...named, ofMetrics]).flatMap(([one, other]) =>
    one.port !== 0 && one.port === other.port
      ? [`${one.name} and ${other.name} are both ${one.port}; each needs a port of its own.`]
      : [],
  );
}

function pairsOf<T>(items: readonly T[]): readonly (readonly [T, T])[] {
  return items.flatMap((one, index) =>
    items.slice(index + 1).map((other) => [one, other] as const),
  );
}

function oidcProblems(values: Values): readonly string[] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: secret } = values;
  if (issuer === null || (clientId !== null && secret !== null)) return [];
  return ['OIDC_ISSUER is set, so OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are needed too.'];
}

const OF_SERVER_ALONE = [
  'DATABASE_LISTEN_URL',
  'DATABASE_POOL_PEOPLE',
  'DATABASE_POOL_GUARD',
  'DATABASE_POOL_OBSERVATIONS',
];

/** The embedded database has one connection, and hears itself. */
function ofServerAlone(given: Given): readonly string[] {
  if (given('DATABASE_URL') !== null) return [];
  return OF_SERVER_ALONE.filter((name) => given(name) !== null).map(
    (name) => `${name} is set without DATABASE_URL, and is about a server; set both or neither.`,
  );
}

function ofContainerAlone(values: Values): readonly string[] {
  if (values.ANALYTICS_ORIGINS === null || values.ANALYTICS_CONTAINER !== null) return [];
  return [
    'ANALYTICS_ORIGINS is set without ANALYTICS_CONTAINER, which it is about; set both or neither.',
  ];
}

function ofAlertsAlone(values: Values): readonly string[] {
  if (values.ALERT_SECRET === null || values.ALERT_URL !== null) return [];
  return ['ALERT_SECRET is set without ALERT_URL, which it is about; set both or neither.'];
}

/** Production on a server of its own keeps nothing there, and may have no place where it could. */
function dataDirectoryProblems(values: Values, given: Given): readonly string[] {
  const isUnused = values.NODE_ENV === 'production' && given('DATABASE_URL') !== null;
  if (isUnused && given('DATA_DIR') === null) return [];
  const problem = whyNotADataDirectory(values.DATA_DIR);
  if (problem === null) return [];
  const sentence = `DATA_DIR is “${values.DATA_DIR}”; expected a directory that this program may write to, and ${problem}.`;
  return [sentence];
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
