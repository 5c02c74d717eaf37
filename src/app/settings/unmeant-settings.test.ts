/** Every setting of the table with every kind of value that can’t be meant. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { PRODUCTION } from '../../../test/world/production.ts';
import { parseSettings } from './parse.ts';
import { SETTING_LIST } from './list.ts';
import type { SettingName } from './table.ts';

function problems(environment: Readonly<Record<string, string>>): readonly string[] {
  const settings = parseSettings(environment);
  return settings.ok ? [] : settings.error;
}

const directory = mkdtempSync(join(tmpdir(), 'phcc-settings-'));
const file = join(directory, 'a-file');
writeFileSync(file, 'no directory');
afterAll(() => rmSync(directory, { recursive: true }));

/** What no setting can be. */
const NEVER = ['two\nlines', 'a\0b', '\u001b[31mred', 'x'.repeat(5_000)];

const NOT_PORTS = ['eighty', '-1', '65536', '1e3', '0x50', '80.5', '99999999', '3000 3001'];
const NOT_DURATIONS = ['5', 'soon', '-5s', '5 s', '1e3s', '2h', '99999999m', '0x5s'];
const NOT_SHARES = ['0%', '101%', '0.5', '1e1%', 'half'];
const NOT_NUMBERS = ['-1', '1.5', '1e3', '0x10', 'many'];
const NOT_BASES = [
  'www.example.gov',
  'ftp://www.example.gov',
  'javascript:alert(1)',
  'https://',
  'https://exa mple.gov',
  'https://phcc:hush-hush-hush@www.example.gov',
  'https://hush-hush-hush@www.example.gov',
  'https://www.example.gov?key=hush-hush-hush',
  'https://www.example.gov#part',
  'https://www.example.gov:99999',
  'https://-.example',
  'https:\\\\www.example.gov',
];

const NOT_DATABASES = [
  'mysql://phcc:hush-hush-hush@db.example/phcc',
  'db.example/phcc',
  'postgresql://phcc:hush-hush-hush@db.example',
  'postgresql://phcc:hush-hush-hush@db.example:99999/phcc',
  'postgresql://phcc:hush hush hush@db.example/phcc',
];

const UNMEANT: Readonly<Record<SettingName, readonly string[]>> = {
  NODE_ENV: ['prod', 'Production', 'PRODUCTION', 'production ', ' production', 'live', 'staging'],
  PORT: [...NOT_PORTS, '0'],
  HOST: ['http://127.0.0.1', '300.1.2.3', '203.0.113.7', '127.0.0.1:3000', 'my host', '*', '1'],
  PUBLIC_URL: [
    ...NOT_BASES,
    'https://www.example.gov/profile',
    'https://0.0.0.0:3000',
    'https://[::]',
  ],
  TRUSTED_PROXIES: ['*', 'true', 'proxy.example', '10.0.0.0/33', '0.0.0.0/0', '::/0', '10.0.0.1,,'],
  CONNECTIONS: ['none', '0', '49', '-1', '1e3', '1,000', '99999999999'],
  REQUESTS_PER_MINUTE: ['many', '0', '99', '-1', '6e3', '6,000', '60/s'],
  DATA_DIR: [file, join(file, 'below')],
  DATABASE_URL: NOT_DATABASES,
  DATABASE_LISTEN_URL: NOT_DATABASES,
  DATABASE_POOL_PEOPLE: [...NOT_NUMBERS, '0', '101', '99999999999'],
  DATABASE_POOL_GUARD: [...NOT_NUMBERS, '0', '1', '101'],
  DATABASE_POOL_OBSERVATIONS: [...NOT_NUMBERS, '0', '101'],
  EMBEDDED_DATABASE: ['true', '1', 'Yes', 'on'],
  OIDC_ISSUER: NOT_BASES,
  OIDC_CLIENT_ID: ['two words', 'ïd'],
  OIDC_CLIENT_SECRET: [],
  OPERATOR_ROLE_CLAIM: ['two words'],
  VA_PROFILE_URL: NOT_BASES,
  VA_PROFILE_DEADLINE: [...NOT_DURATIONS, '0s'],
  VA_PROFILE_BREAKER_SHARE: NOT_SHARES,
  VA_PROFILE_BREAKER_WINDOW: [...NOT_DURATIONS, '0s'],
  VA_PROFILE_BREAKER_REST: [...NOT_DURATIONS, '0s'],
  VA_PROFILE_AT_ONCE: [...NOT_NUMBERS, '0'],
  VA_PROFILE_WAITING: NOT_NUMBERS,
  VA_PROFILE_DOWNTIME: [
    'tonight',
    '2026-02-30T00:00Z/2026-03-04T00:00Z',
    '2026-12-01T25:00Z/2026-12-02T00:00Z',
    '2026-12-01T07:00Z',
  ],
  VA_PROFILE_CLIENT_CERT: [join(directory, 'nowhere.pem'), file, directory],
  VA_PROFILE_CLIENT_KEY: [
    join(directory, 'nowhere.pem'),
    '-----BEGIN PRIVATE KEY----- hush-hush-hush',
  ],
  VA_PROFILE_CA: [file],
  FLAG_SNAPSHOT_LIMIT: NOT_DURATIONS,
  FLAGS_CLOSED: [',', 'a,,b', 'a,', 'x\u0000y'],
  OFREP_ORIGINS: [
    '*',
    'null',
    'https://*.example.gov',
    'www.example.gov',
    'https://www.example.gov/',
    'https://www.example.gov/path',
    'https://WWW.example.gov',
    'https://www.example.gov:443',
    'https://www.example.gov,',
    'https://www.example.gov https://other.example.gov',
    'http://www.example.gov',
    'https://phcc:hush-hush-hush@www.example.gov',
  ],
  ANALYTICS_CONTAINER: [
    'GTM-ABC123',
    'yes',
    '*',
    'https://www.example.gov',
    'https://www.example.gov/',
    'https://*.example.gov/container.js',
    'https://www.example.gov/container.js;',
    "https://www.example.gov/container.js; script-src 'unsafe-inline'",
    'https://www.example.gov/container.js,https://other.example/x.js',
    'https://www.example.gov/container.js?id=<script>',
    'https://www.example.gov/container.js#part',
    'https://www.example.gov/a/../container.js',
    'https://WWW.example.gov/container.js',
    'http://www.example.gov/container.js',
    '//www.example.gov/container.js',
    'data:text/javascript,alert(1)',
    'https://phcc:hush-hush-hush@www.example.gov/container.js',
  ],
  ANALYTICS_ORIGINS: ['*', 'https://*.example.gov', 'https://www.example.gov/', "'unsafe-inline'"],
  DRAIN_TIME: NOT_DURATIONS,
  SURVEY_REMARK_DAYS: ['0', '-1', '1.5', 'many', '180 days', '1e3'],
  ALERT_URL: [
    'hooks.example/hush-hush-hush',
    'ftp://hooks.example/hush-hush-hush',
    'https://phcc:hush-hush-hush@hooks.example',
  ],
  ALERT_SECRET: [
    ...['hush-hush-hush', 'whsec_hush-hush-hush-hush-hush-hush-hush', 'c2VjcmV0'],
    ...[`whsec_${'A'.repeat(28)}`, `whsec_${'A'.repeat(200)}`, `whsec_${'A'.repeat(43)}`],
  ],
  METRICS_ADDRESS: [
    ...['9464', ':9464', '127.0.0.1', '127.0.0.1:', '127.0.0.1:0', '127.0.0.1:65536', '*:9464'],
    ...['http://127.0.0.1:9464', '203.0.113.7:9464', '::1:9464', '[::1:9464', '[127.0.0.1]:x'],
    ...[
      '127.0.0.1:9464/metrics',
      '127.0.0.1:0x10',
      'my host:9464',
      '127.0.0.1:9464,127.0.0.2:9464',
    ],
  ],
  STATSD_URL: [
    ...['127.0.0.1:8125', 'udp://127.0.0.1', 'udp://127.0.0.1:0', 'tcp://127.0.0.1:8125'],
    ...['udp://:8125', 'udp://127.0.0.1:99999', 'udp://127.0.0.1:8125/x', 'udp://my host:8125'],
    ...['udp://phcc:hush-hush-hush@agent:8125', 'udp://[::1:8125', 'http://127.0.0.1:8125'],
  ],
  OTEL_EXPORTER_OTLP_ENDPOINT: NOT_BASES,
  STATSD_TAGS: [
    'team',
    'team:',
    ':profile',
    'team:a,team:b',
    'team:a|b',
    'te am:a',
    'team:a,,',
    '#a:b',
  ],
  SESSION_SECRET: ['hush-hush-hush', 'h'.repeat(64), 'hush'.repeat(16)],
  FLIPPER_API_TOKEN: ['hush hush hush hush hush hush hush hush', 'hüsh-hush-hush', 'hush\thush'],
  STAND_IN_OIDC_PORT: NOT_PORTS,
  STAND_IN_VA_PROFILE_PORT: NOT_PORTS,
  LOG_LEVEL: ['loud', 'INFO'],
};

const CASES = Object.entries(UNMEANT).flatMap(([name, values]) =>
  [...values, ...NEVER].map((value) => [name, value] as const),
);

describe('a value that can’t be meant is refused by one sentence that names the setting', () => {
  test.each(CASES)('%s = %j', (name, value) => {
    for (const environment of [{}, PRODUCTION]) {
      const found = problems({ ...environment, [name]: value });
      const named = found.filter((sentence) => sentence.startsWith(`${name} `));
      expect(named.length, found.join('\n')).toBeGreaterThan(0);
      for (const sentence of found) {
        expect(sentence).toMatch(/^[A-Z][A-Z_]+ .*[.]$/);
        expect(sentence).not.toMatch(/[\p{Cc}]/u);
        expect(sentence.length).toBeLessThan(400);
      }
    }
  });
});

const SECRETS = SETTING_LIST.filter(({ isSecret }) => isSecret).map(({ name }) => name);

test.each(CASES.filter(([name, value]) => SECRETS.includes(name) || value.includes('hush')))(
  'a refusal of %s does not repeat %j',
  (name, value) => {
    const text = problems({ ...PRODUCTION, [name]: value }).join('\n');
    expect(text).not.toContain('hush-hush');
    expect(text).not.toContain(value);
  },
);

describe('settings of production', () => {
  test.each([
    ['PUBLIC_URL', 'http://www.example.gov'],
    ['PUBLIC_URL', 'http://127.0.0.1:3000'],
    ['OIDC_ISSUER', 'http://sign-in.example.gov'],
    ['VA_PROFILE_URL', 'http://vaprofile.example.gov'],
    ['ALERT_URL', 'http://hooks.example/hush-hush-hush'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector.internal:4318'],
  ])('need https where others could read along: %s=%s', (name, value) => {
    const [sentence = '', ...more] = problems({ ...PRODUCTION, [name]: value });
    expect(more).toEqual([]);
    expect(sentence).toMatch(new RegExp(`^${name} .*https`));
    expect(sentence).not.toContain('hush-hush');
  });

  test('may reach on this machine what is on it', () => {
    const onIt = { VA_PROFILE_URL: 'http://localhost:8080', OIDC_ISSUER: 'http://[::1]:8081' };
    const told = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' };
    expect(problems({ ...PRODUCTION, ...onIt, ...told })).toEqual([]);
  });

  test.each(['FLIPPER_API_TOKEN', 'OIDC_CLIENT_SECRET'])('refuse a short %s', (name) => {
    const found = problems({ ...PRODUCTION, [name]: 'hush-hush' });
    expect(found).toEqual([expect.stringMatching(new RegExp(`^${name} has 9 characters; `))]);
  });

  test.each([
    ['SESSION_SECRET', 'FLIPPER_API_TOKEN'],
    ['SESSION_SECRET', 'OIDC_CLIENT_SECRET'],
    ['FLIPPER_API_TOKEN', 'OIDC_CLIENT_SECRET'],
  ])('refuse %s and %s that are the same', (one, other) => {
    const same = 'the-same-secret-in-both-of-the-places';
    const found = problems({ ...PRODUCTION, [one]: same, [other]: same });
    expect(found).toEqual([`${one} and ${other} are the same; each needs a value of its own.`]);
  });

  test('need no place for data where a server keeps it', () => {
    expect(problems({ ...PRODUCTION })).toEqual([]);
  });
});

test.each([
  ['DATABASE_LISTEN_URL', 'postgresql://phcc:hush-hush-hush@db.example/phcc'],
  ['DATABASE_POOL_PEOPLE', '4'],
  ['DATABASE_POOL_GUARD', '3'],
  ['DATABASE_POOL_OBSERVATIONS', '2'],
])('what is about a server needs one: %s=%s', (name, value) => {
  expect(problems({ [name]: value })).toEqual([
    `${name} is set without DATABASE_URL, and is about a server; set both or neither.`,
  ]);
  expect(problems({ ...PRODUCTION, [name]: value })).toEqual([]);
});

test('a key for alerts needs alerts', () => {
  const ALERT_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  expect(problems({ ALERT_SECRET })).toEqual([
    'ALERT_SECRET is set without ALERT_URL, which it is about; set both or neither.',
  ]);
  expect(problems({ ALERT_SECRET, ALERT_URL: 'https://hooks.example' })).toEqual([]);
});

test('two servers of one program can’t have one port', () => {
  expect(problems({ PORT: '3100', STAND_IN_OIDC_PORT: '3100' })).toEqual([
    'PORT and STAND_IN_OIDC_PORT are both 3100; each needs a port of its own.',
  ]);
  expect(problems({ PORT: '3100', METRICS_ADDRESS: '127.0.0.1:3100' })).toEqual([
    'PORT and METRICS_ADDRESS are both 3100; each needs a port of its own.',
  ]);
});

test.each([
  ['HOST', '0.0.0.0'],
  ['HOST', 'localhost'],
  ['HOST', '::1'],
  ['TRUSTED_PROXIES', 'loopback, 10.0.0.0/8, fd00::/8'],
  ['PUBLIC_URL', 'https://www.example.gov:8443/'],
  ['DATABASE_URL', 'postgresql://phcc:p%20w@db.example:5432/phcc?sslmode=require'],
  ['DATABASE_URL', 'postgresql:///phcc?host=/run/postgresql'],
  ['OIDC_ISSUER', 'https://sign-in.example.gov/oidc/v2/'],
  ['ALERT_URL', 'https://hooks.example/services/T0/B0?key=1'],
  ['METRICS_ADDRESS', '127.0.0.1:9464'],
  ['METRICS_ADDRESS', '[::1]:9464'],
  ['STATSD_URL', 'udp://agent.internal:8125'],
  ['STATSD_URL', 'udp://[::1]:8125'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector.internal:4318'],
  ['STATSD_TAGS', 'env:staging, service:phcc,team:profile'],
  ['METRICS_ADDRESS', 'localhost:9464'],
  ['FLAG_SNAPSHOT_LIMIT', '0s'],
  ['DATA_DIR', join(directory, 'to', 'be', 'made')],
  ['NODE_ENV', 'test'],
])('what can be meant is taken: %s=%s', (name, value) => {
  const oidc = { OIDC_CLIENT_ID: 'phcc', OIDC_CLIENT_SECRET: 'secret-of-the-provider' };
  expect(problems({ ...oidc, [name]: value })).toEqual([]);
});

test('every problem is told at once', () => {
  const found = problems({
    ...PRODUCTION,
    PORT: 'x',
    HOST: '*',
    NODE_ENV: 'production',
    ALERT_URL: 'no',
  });
  expect(found.map((sentence) => sentence.split(' ', 1)[0])).toEqual(['PORT', 'HOST', 'ALERT_URL']);
});
