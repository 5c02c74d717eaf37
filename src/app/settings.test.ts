import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { parseSettings, SETTINGS, settingsHelp } from './settings.ts';

const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://www.example.gov',
  DATABASE_URL: 'postgresql://phcc@db.example/phcc',
  OIDC_ISSUER: 'https://sign-in.example.gov',
  OIDC_CLIENT_ID: 'phcc',
  OIDC_CLIENT_SECRET: 'a secret of the identity provider',
  VA_PROFILE_URL: 'https://vaprofile.example.gov',
  SESSION_SECRET: 'at least thirty-two characters long',
  FLIPPER_API_TOKEN: 'another secret of thirty-two chars',
};

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
    ['PORT', 'eighty', 'PORT is “eighty”; expected a port number from 0 to 65535.'],
    ['VA_PROFILE_DEADLINE', '5', 'VA_PROFILE_DEADLINE is “5”; expected a duration such as'],
    ['PUBLIC_URL', 'www.va.gov', 'PUBLIC_URL is “www.va.gov”; expected a web address'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL is “loud”; expected one of error, warn'],
    ['SESSION_SECRET', 'short', 'SESSION_SECRET is too short; expected 32 characters'],
    ['OIDC_ISSUER', 'https://x.example', 'OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are needed too'],
  ])('say what is wrong with %s=%s', (name, value, sentence) => {
    expect(problems({ [name]: value })).toEqual([expect.stringContaining(sentence)]);
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
    for (const { name, fallback, meaning } of SETTINGS) {
      expect(settingsHelp()).toContain(name);
      expect(document).toContain(`| \`${name}\` | ${fallback ?? 'none'} | ${meaning} |`);
    }
  });
});
