import { readFileSync, rmSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { selfSigned } from '../../../test/world/certificates.ts';
import { settingsHelp } from './help.ts';
import { SETTING_LIST } from './list.ts';
import { PRODUCTION } from '../../../test/world/production.ts';
import { parseSettings } from './parse.ts';

function problems(environment: Record<string, string>): readonly string[] {
  const settings = parseSettings(environment);
  return settings.ok ? [] : settings.error;
}

describe('settings', () => {
  test('need nothing in development: stand-ins, an embedded database, this machine', () => {
    expect(parseSettings({})).toMatchObject({
      ok: true,
      value: {
        production: false,
        publicUrl: 'http://127.0.0.1:3000',
        oidc: null,
        vaProfileUrl: null,
        databaseUrl: null,
        vaProfileDeadlineMs: 5_000,
        flagSnapshotLimitMs: 30_000,
      },
    });
  });

  test.each([
    ['PORT', 'eighty', 'PORT is “eighty”; expected a port number from 1 to 65535.'],
    ['VA_PROFILE_DEADLINE', '5', 'VA_PROFILE_DEADLINE is “5”; expected a duration such as'],
    ['PUBLIC_URL', 'www.va.gov', 'PUBLIC_URL is “www.va.gov”; expected a web address'],
    ['VA_PROFILE_BREAKER_SHARE', '0%', 'expected a share such as 50%, above 0%'],
    ['VA_PROFILE_BREAKER_SHARE', '0.5', 'expected a share such as 50%, above 0%'],
    ['VA_PROFILE_BREAKER_WINDOW', '0s', 'expected a duration longer than nothing'],
    ['VA_PROFILE_AT_ONCE', '0', 'VA_PROFILE_AT_ONCE is “0”; expected a whole number, 1 or more'],
    ['VA_PROFILE_WAITING', '-1', 'expected a whole number, 0 or more'],
    ['VA_PROFILE_DOWNTIME', '2 a.m. to 4 a.m.', 'expected intervals with a time zone'],
    ['VA_PROFILE_DOWNTIME', '2026-12-01T09:00Z/2026-12-01T07:00Z', 'from earlier to later'],
    ['VA_PROFILE_DOWNTIME', '2026-12-01T07:00/2026-12-01T09:00', 'with a time zone'],
    ['FLAGS_CLOSED', 'a,,b', 'expected names of features separated by commas'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL is “loud”; expected one of error, warn'],
    [
      'SESSION_SECRET',
      'short',
      'SESSION_SECRET is a text of 5 characters that isn’t repeated here; expected 32',
    ],
    ['OIDC_ISSUER', 'https://x.example', 'OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are needed too'],
  ])('say what is wrong with %s=%s', (name, value, sentence) => {
    expect(problems({ [name]: value })).toEqual([expect.stringContaining(sentence)]);
  });

  test('know planned downtimes', () => {
    const two =
      '2026-12-01T02:00-05:00/2026-12-01T04:00-05:00, 2026-12-08T07:00Z/2026-12-08T07:30Z';
    const settings = parseSettings({ VA_PROFILE_DOWNTIME: two });
    expect(settings.ok && settings.value.vaProfileDowntimes).toEqual([
      { from: new Date('2026-12-01T07:00:00Z'), until: new Date('2026-12-01T09:00:00Z') },
      { from: new Date('2026-12-08T07:00:00Z'), until: new Date('2026-12-08T07:30:00Z') },
    ]);
  });

  test('of production are complete with every service named', () => {
    expect(problems(PRODUCTION)).toEqual([]);
  });

  test.each(Object.keys(PRODUCTION).filter((name) => name !== 'NODE_ENV'))(
    'of production are refused without %s, which the refusal names',
    (name) => {
      const environment = Object.fromEntries(
        Object.entries(PRODUCTION).filter(([key]) => key !== name),
      );
      expect(problems(environment).join('\n')).toContain(`${name} is missing`);
    },
  );

  test('of production take the embedded database only when it is asked for', () => {
    const environment = Object.fromEntries(
      Object.entries(PRODUCTION).filter(([key]) => key !== 'DATABASE_URL'),
    );
    expect(problems({ ...environment, EMBEDDED_DATABASE: 'yes' })).toEqual([]);
  });

  test('are all listed, with their defaults, by --help and in docs/settings.md', () => {
    const document = readFileSync('docs/settings.md', 'utf8');
    const rows = document.split('\n').filter((line) => line.startsWith('| `'));
    const cellsOf = (row: string) => row.split('|').map((cell) => cell.trim());
    expect(rows.map((row) => cellsOf(row).slice(1, 5))).toEqual(
      SETTING_LIST.map(({ name, byDefault, meaning, isRequired }) => [
        `\`${name}\``,
        byDefault,
        meaning,
        isRequired ? 'needed' : '',
      ]),
    );
    for (const { name, byDefault } of SETTING_LIST) {
      expect(settingsHelp()).toMatch(new RegExp(`^  ${name} .*\\(default: ${byDefault}\\)$`, 'm'));
    }
  });

  test('have defaults that their own forms can read', () => {
    for (const { form, fallback } of SETTING_LIST) {
      if (fallback !== null) expect(form(fallback)).toMatchObject({ ok: true });
    }
  });

  test('do not repeat a secret that is too short', () => {
    expect(problems({ SESSION_SECRET: 'hush-hush' }).join()).not.toContain('hush-hush');
  });
});

const ours = await selfSigned('ours');
const other = await selfSigned('other');

describe('the files for the connection to VA Profile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'phcc-pem-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const CERT = file('cert.pem', ours.cert);
  const KEY = file('key.pem', ours.key);
  const VA_PROFILE_URL = 'https://vaprofile.example.gov';

  test('are read at the start', () => {
    const names = { VA_PROFILE_CLIENT_CERT: CERT, VA_PROFILE_CLIENT_KEY: KEY, VA_PROFILE_CA: CERT };
    expect(parseSettings({ VA_PROFILE_URL, ...names })).toMatchObject({
      ok: true,
      value: { vaProfileTls: { ...ours, ca: ours.cert } },
    });
  });

  test.each([
    [{ VA_PROFILE_CLIENT_CERT: CERT }, 'are needed together; one is missing'],
    [{ VA_PROFILE_CLIENT_KEY: KEY }, 'are needed together; one is missing'],
    [{ VA_PROFILE_CA: join(folder, 'nowhere.pem') }, 'a PEM file that this program may read'],
    [{ VA_PROFILE_CA: file('note.txt', 'no PEM') }, 'a PEM file; this one is none'],
    [
      {
        VA_PROFILE_CLIENT_CERT: CERT,
        VA_PROFILE_CLIENT_KEY: file('other.pem', other.key),
      },
      'the key is not that of the certificate',
    ],
    [{ VA_PROFILE_CA: CERT, VA_PROFILE_URL: 'http://vaprofile.example' }, 'is no https address'],
  ])('stop the start in a sentence: %j', (files, sentence) => {
    expect(problems({ VA_PROFILE_URL, ...files })).toEqual([expect.stringContaining(sentence)]);
  });
});
