import { mkdirSync, writeFileSync } from 'node:fs';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { createHttpServer } from '../../src/app/http/http-server.ts';
import { problemOf } from '../../src/identity/sign-in/problems.ts';
import { renderProblemPage, renderSignOutPrompt, shownAccount } from '../../src/profile/index.ts';
import { LOOKED_AT, startProfileApp, type ProfileApp, type Visitor } from '../world/profile-app.ts';
import { veteran } from '../world/veterans.ts';
import { schoolGrade, sentencesOf } from './grade.ts';
import { httpSettings } from '../world/http-settings.ts';

/** VA's content style asks for what somebody reads in eighth grade. */
const HIGHEST_GRADE = 8;

const CONTACTS = '/profile/contacts';
const ACCOUNT_SECURITY = '/profile/account-security';

/** What `npm test` prints at the end of the step, so that people see it and not only that it was low enough. */
const PRINTED = '.cache/reading-level.txt';
const gradesOfPages: string[] = [];

const AROUND = { language: 'en', now: new Date(LOOKED_AT), stylesheetUrl: '/s.css' } as const;
const account = shownAccount({ person: veteran('all-four'), accountName: 'Jo' }, () => true);

let app: ProfileApp;
beforeAll(async () => {
  app = await startProfileApp();
});
afterAll(async () => {
  await app.close();
  mkdirSync('.cache', { recursive: true });
  writeFileSync(PRINTED, gradesOfPages.toSorted().join('\n'));
});

test.each<[string, Visitor, string]>([
  ['hub', 'all-four', '/profile'],
  ['contacts', 'all-four', CONTACTS],
  ['nobody on file', 'none-on-file', CONTACTS],
  ['not enrolled', 'not-enrolled', CONTACTS],
  ['identity not verified', 'unproofed', ACCOUNT_SECURITY],
  ['blocked', 'blocked', ACCOUNT_SECURITY],
  ['not in the person index', 'not-in-mpi', ACCOUNT_SECURITY],
  ['sign-in prompt', 'signed out', '/profile'],
])('the page "%s" reads at eighth grade or below', async (name, as, path) => {
  expectReadable(name, (await app.get(path, { as })).body);
});

test('the page for contacts that can’t be shown reads at eighth grade or below', async () => {
  app.vaProfile.fault({ kind: '500' });
  expectReadable('unavailable', (await app.get(CONTACTS, { as: 'all-four' })).body);
});

test.each(['now', 'soon'] as const)(
  'the page with a downtime that is %s reads at eighth grade or below',
  async (kind) => {
    const downtime = { from: new Date('2026-12-01T07:00Z'), until: new Date('2026-12-01T09:00Z') };
    app.plan({ kind, downtime });
    expectReadable(`downtime ${kind}`, (await app.get(CONTACTS, { as: 'none-on-file' })).body);
    app.plan({ kind: 'none' });
  },
);

test('the page to sign out reads at eighth grade or below', () => {
  expectReadable('sign out', renderSignOutPrompt({ ...AROUND, account }));
});

test.each([
  'sign-in-unavailable',
  'sign-in-denied',
  'sign-in-over',
  'sign-in-refused',
  'sign-in-incomplete',
] as const)('the page for the problem %s reads at eighth grade or below', (code) => {
  const problem = {
    ...problemOf(code, { returnPath: '/profile' }),
    requestId: 'req-7',
    ...AROUND,
    account,
  } as const;
  expectReadable(code, renderProblemPage(problem));
});

test.each(['/no-such-page', '/broken'])('what %s answers reads so too', async (path) => {
  const { app: server } = await createHttpServer(httpSettings());
  server.get('/broken', () => {
    throw new Error('broken on purpose');
  });
  expectReadable(path, (await server.inject(path)).body);
  await server.close();
});

test('a hard text is found hard, and an easy one easy', () => {
  const hard = 'Institutional beneficiaries necessitate comprehensive documentation verification.';
  expect(schoolGrade([hard])).toBeGreaterThan(20);
  expect(schoolGrade(['The cat sat on the mat.'])).toBeLessThan(1);
});

function expectReadable(name: string, html: string): void {
  const sentences = sentencesOf(html);
  expect(sentences.length, `sentences of ${name}`).toBeGreaterThan(0);
  const grades = sentences.map((sentence) => `${schoolGrade([sentence]).toFixed(1)}  ${sentence}`);
  const grade = schoolGrade(sentences);
  gradesOfPages.push(`${grade.toFixed(1)}  ${name}`);
  const figures = `${name}: grade ${grade.toFixed(1)}\n${grades.join('\n')}`;
  expect(grade, figures).toBeLessThanOrEqual(HIGHEST_GRADE);
}
