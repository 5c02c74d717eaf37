import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  onTestFinished,
} from 'vitest';
import { spokenReference } from '../lib/spoken-reference.ts';
import {
  ACCOUNT_NAME,
  SIGNED_OUT,
  startProfileApp,
  type Answer,
  type ProfileApp,
  type Visitor,
} from '../../test/world/profile-app.ts';
import { VETERANS } from '../../test/world/veterans.ts';
import type { FaultKind } from '../stand-ins/va-profile/index.ts';

let app: ProfileApp;
beforeAll(async () => {
  app = await startProfileApp();
});
afterAll(() => app.close());
beforeEach(() => {
  app.open(true);
  app.vaProfile.fault({ kind: 'none' });
});

const get = (path: string, visitor: Visitor) => app.get(path, { as: visitor });

const titleOf = ({ body }: Answer) => /<title>(.*)<\/title>/.exec(body)?.[1];
const headingOf = ({ body }: Answer) => /<h1[^>]*>(.*)<\/h1>/.exec(body)?.[1];
const navigationOf = ({ body }: Answer) =>
  [...body.matchAll(/side-navigation__link" href="([^"]*)"/g)].map((match) => match[1]);

const CONTACTS = '/profile/contacts';
const FAILED = 'contacts could not be read';
const ACCOUNT_SECURITY = '/profile/account-security';

describe('the contacts page', () => {
  it.each<[Visitor, string]>([
    ['all-four', 'Jo McFourcade'],
    ['one-of-each', 'Robin Eachley'],
    ['none-on-file', 'You don’t have an emergency contact on file.'],
    ['not-enrolled', 'You don’t have VA health care in our records'],
    ['abroad', 'MONTRÉAL, QC H0H 0H0</span><span class="address__line">Canada'],
    ['unknown-type', 'Kit Known'],
  ])('shows %s what they have on file', async (visitor, words) => {
    const answer = await get(CONTACTS, visitor);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain(words);
    expect(answer.body).not.toContain('Leftout');
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'text/html; charset=utf-8',
    });
  });

  it('does not ask VA Profile about someone who is not enrolled', async () => {
    const asked = app.vaProfile.requests();
    await get(CONTACTS, 'not-enrolled');
    expect(app.vaProfile.requests()).toBe(asked);
  });

  it.each<FaultKind>(['500', '500-code', 'slow', 'drip', 'malformed', 'refuse'])(
    'says that it can’t be shown right now when VA Profile answers %s, and offers to try again',
    async (kind) => {
      const impatient = await startProfileApp({ deadlineMs: 400 });
      onTestFinished(impatient.close);
      impatient.vaProfile.fault({ kind });
      const answer = await impatient.get(CONTACTS, { as: 'all-four' });
      expect(answer.status).toBe(503);
      expect(answer.body).toContain('We can’t show your contacts right now');
      expect(answer.body).toContain(
        'href="/profile/contacts?again=yes#page-heading">Try again</a>',
      );
      expect(answer.body).toContain('You can try again now.');
      expect(headingOf(answer)).toBe('Personal health care contacts');
      expect(titleOf(answer)).toBe('Error: Personal health care contacts | Veterans Affairs');
      expect(answer.body).toContain('role="alert"');
      const { requestId } = impatient.logged.find(({ msg }) => msg === FAILED) ?? {};
      const reference = spokenReference(String(requestId));
      expect(reference).toMatch(/^\d\d \d\d \d\d \d\d$/);
      expect(answer.body).toContain(`Tell them reference <strong class="reference">${reference}<`);
      expect(answer.body).toContain(
        'the VA.gov help desk at <a class="phone" href="tel:+18006982411"',
      );
    },
  );

  it('shows nobody on file when VA Profile does not know the Veteran', async () => {
    app.vaProfile.fault({ kind: '404' });
    const answer = await get(CONTACTS, 'all-four');
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('You don’t have a next of kin on file.');
  });

  it('lets no other part of VA Profile’s answer through, to the page or to the log', async () => {
    const { body } = await get(CONTACTS, 'all-four');
    expect(body + JSON.stringify(app.logged)).not.toContain('MUST-NOT-LEAK');
    expect(JSON.stringify(app.logged)).not.toMatch(/Fourcade|\(555\)/i);
  });
});

describe('every page of the Profile', () => {
  it.each([
    ['/profile', 'Profile'],
    [CONTACTS, 'Personal health care contacts'],
    [ACCOUNT_SECURITY, 'Account security'],
  ])('%s is called %s in its heading, title, breadcrumb and navigation', async (path, name) => {
    const answer = await get(path, 'all-four');
    expect(headingOf(answer)).toBe(name);
    expect(titleOf(answer)).toBe(`${name} | Veterans Affairs`);
    expect(answer.body).toContain(`<li class="breadcrumbs__step" aria-current="page">${name}</li>`);
    if (path !== '/profile') expect(answer.body).toContain(`aria-current="page">${name}</a>`);
    expect(answer.body).toContain('<form method="post" action="/sign-out">');
    expect(answer.body).toContain('<h1 id="page-heading" tabindex="-1">');
  });

  it.each(['/profile', CONTACTS, ACCOUNT_SECURITY])(
    '%s works under a strict content security policy',
    async (path) => {
      const { body } = await get(path, 'all-four');
      expect(body).toMatch(/^<!doctype html><html lang="en">/);
      expect(body).not.toMatch(/<script(?! type="module" src=)|<style|\sstyle=|\son\w+=/);
    },
  );

  it('leads to the contacts from the hub and the navigation', async () => {
    const hub = await get('/profile', 'none-on-file');
    expect(navigationOf(hub)).toEqual([CONTACTS, ACCOUNT_SECURITY]);
    expect(hub.body).toContain('Review your personal health care contacts');
  });

  it.each([
    ['/profile/', '/profile'],
    ['/profile/contacts/', CONTACTS],
    ['/profile/contacts//?x=1', `${CONTACTS}?x=1`],
    ['/profile/account-security/', ACCOUNT_SECURITY],
    ['/profile/contacts?again=yes', CONTACTS],
  ])('is at one address: %s leads to %s', async (asked, location) => {
    for (const visitor of ['all-four', 'signed out'] as const) {
      expect(await get(asked, visitor)).toMatchObject({
        status: 302,
        headers: { location, 'cache-control': 'no-store' },
      });
    }
  });

  it('says in its header, and on paper, whose it is and when it was printed', async () => {
    const headers = { [ACCOUNT_NAME]: 'Jo <Sample>' };
    for (const path of ['/profile', CONTACTS, ACCOUNT_SECURITY]) {
      const { body } = await app.get(path, { as: 'all-four', headers });
      expect(body).toContain('Signed in as Jo &lt;Sample>');
      expect(body).toContain('<p class="print-only">Account: Jo &lt;Sample></p>');
      expect(body).toContain(
        `Printed from VA.gov${path}, as it was on December 1, 2026, 1:30\u00a0a.m.\u00a0ET.`,
      );
    }
    expect((await get('/profile', 'all-four')).body).not.toContain('Signed in as');
  });

  it('has one way back and one menu for a narrow window', async () => {
    const { body } = await get(CONTACTS, 'all-four');
    const [, menu = ''] = body.split('<details class="menu narrow-only">');
    for (const path of ['/profile', CONTACTS, ACCOUNT_SECURITY, '/sign-out']) {
      expect(menu.split('</details>')[0]).toContain(`"${path}"`);
    }
  });

  it.each(['/profile/military', '/profile/Contacts'])(
    'is the hub for the unknown path %s',
    async (path) => {
      expect(await get(path, 'all-four')).toMatchObject({
        status: 302,
        headers: { location: '/profile', 'cache-control': 'no-store' },
      });
    },
  );
});

describe('someone whom we may not show their Profile', () => {
  const messages: [Visitor, string][] = [
    ['unproofed', 'Verify your identity to see your profile'],
    ['blocked', 'We can’t show your profile information'],
    ['not-in-mpi', 'We can’t match you with our records'],
  ];

  it.each(messages)('%s is led to account security, which says: %s', async (visitor, heading) => {
    const asked = app.vaProfile.requests();
    for (const path of ['/profile', CONTACTS]) {
      const answer = await get(path, visitor);
      expect(answer).toMatchObject({ status: 302, headers: { location: ACCOUNT_SECURITY } });
    }
    const answer = await get(ACCOUNT_SECURITY, visitor);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain(heading);
    expect(answer.body).toContain('800-698-2411');
    const verify = 'href="/sign-in?return=%2Fprofile&amp;verify=yes">Verify your identity</a>';
    expect(answer.body.includes(verify)).toBe(visitor === 'unproofed');
    expect(navigationOf(answer)).toEqual([ACCOUNT_SECURITY]);
    // Each would lead back here.
    for (const path of ['/profile', '/']) expect(answer.body).not.toContain(`href="${path}"`);
    expect(app.vaProfile.requests()).toBe(asked);
  });

  it('is the exception: nobody else gets such a message', async () => {
    const { body } = await get(ACCOUNT_SECURITY, 'one-of-each');
    expect(body).not.toContain('class="alert');
    expect(body).toContain('Login.gov');
  });
});

describe('someone signed out', () => {
  it('is asked to sign in, and led back to the path they asked for', async () => {
    const answer = await get(CONTACTS, 'signed out');
    expect(answer.status).toBe(401);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(answer.body).toContain('href="/sign-in?return=%2Fprofile%2Fcontacts"');
    // Neither does any link lead back here.
    expect(answer.body).not.toMatch(/href="\/(?:profile(?:\/contacts)?)?"/);
    expect(headingOf(answer)).toBe('Sign in to see this page');
    const left = await app.get(CONTACTS, { as: 'signed out', headers: { [SIGNED_OUT]: 'yes' } });
    expect(headingOf(left)).toBe('You’re signed out');
    expect(answer.body).not.toContain('/sign-out');
  });

  it.each(['/profile/c0ntacts', '/profile/account-security', '/profile'])(
    'can’t tell the contacts from %s, open or closed',
    async (path) => {
      for (const isOpen of [true, false]) {
        app.open(isOpen);
        const withoutPath = ({ headers, ...answer }: Answer, asked: string) => ({
          ...answer,
          headers: { ...headers, 'content-length': null },
          body: answer.body.replace(encodeURIComponent(asked), ''),
        });
        const contacts = withoutPath(await get(CONTACTS, 'signed out'), CONTACTS);
        expect(contacts).toEqual(withoutPath(await get(path, 'signed out'), path));
      }
    },
  );

  it('finds a hostile path harmless', async () => {
    const { body } = await get('/profile/"><script>alert(1)</script>?next=//evil', 'signed out');
    expect(body).not.toContain('<script');
    expect(body).not.toContain('evil');
  });
});

describe('while the contacts are closed', () => {
  beforeEach(() => app.open(false));

  it.each(VETERANS)('nothing tells %s that they exist', async (visitor) => {
    const asked = app.vaProfile.requests();
    for (const path of ['/profile', CONTACTS, ACCOUNT_SECURITY, '/profile/unknown']) {
      expect(JSON.stringify(await get(path, visitor))).not.toMatch(/contacts|next of kin/i);
    }
    expect(app.vaProfile.requests()).toBe(asked);
  });

  it.each(VETERANS)('their address is for %s one that does not exist', async (visitor) => {
    expect(await get(CONTACTS, visitor)).toEqual(await get('/profile/c0ntacts', visitor));
  });
});

describe('while VA Profile is down as planned', () => {
  const downtime = {
    from: new Date('2026-12-01T07:00:00Z'),
    until: new Date('2026-12-01T09:00:00Z'),
  };
  afterEach(() => app.plan({ kind: 'none' }));

  it('the page says until when, VA Profile is not asked, and the rest of the Profile goes on', async () => {
    app.plan({ kind: 'now', downtime });
    const asked = app.vaProfile.requests();
    const answer = await get(CONTACTS, 'all-four');
    expect(answer.status).toBe(503);
    expect(headingOf(answer)).toBe('Personal health care contacts');
    expect(titleOf(answer)).toBe('Personal health care contacts | Veterans Affairs');
    expect(answer.body).toContain('again from Tuesday, December 1, 4:00\u00a0a.m.\u00a0ET.');
    expect(answer.body).toContain('877-222-8387');
    expect(app.vaProfile.requests()).toBe(asked);
    expect((await get('/profile', 'all-four')).status).toBe(200);
  });

  it('someone who is not enrolled reads that, which is true at any time', async () => {
    app.plan({ kind: 'now', downtime });
    expect((await get(CONTACTS, 'not-enrolled')).body).toContain('You don’t have VA health care');
  });

  it('nobody learns of it for whom the page is closed', async () => {
    app.plan({ kind: 'now', downtime });
    app.open(false);
    expect(await get(CONTACTS, 'all-four')).toMatchObject({ status: 302 });
  });

  it('it is announced above the contacts beforehand', async () => {
    app.plan({ kind: 'soon', downtime });
    const { status, body } = await get(CONTACTS, 'all-four');
    expect(status).toBe(200);
    expect(body).toMatch(
      /from Tuesday, December 1, 2:00\u00a0a.m.\u00a0ET, until Tuesday, December 1, 4:00\u00a0a.m.\u00a0ET\..*Mary-Ann/s,
    );
  });

  it('the contacts are back when it is over, without another sign-in', async () => {
    app.plan({ kind: 'now', downtime });
    await get(CONTACTS, 'all-four');
    app.plan({ kind: 'none' });
    expect((await get(CONTACTS, 'all-four')).body).toContain('Mary-Ann Q Sample');
  });
});
