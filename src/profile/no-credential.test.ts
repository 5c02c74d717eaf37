import { afterAll, beforeAll, expect, it } from 'vitest';
import { NO_CREDENTIAL, startProfileApp, type ProfileApp } from '../../test/world/profile-app.ts';

let app: ProfileApp;
beforeAll(async () => {
  app = await startProfileApp();
});
afterAll(() => app.close());

const CONTACTS = '/profile/contacts';
const ACCOUNT_SECURITY = '/profile/account-security';

it.each([
  ['en', 'Sign in with ID.me or Login.gov', 'Sign out'],
  ['es', 'Inicie sesión con ID.me o Login.gov', 'Cerrar sesión'],
])(
  'whom VA Profile does not know by their account signs out to sign in with another: %s',
  async (language, heading, action) => {
    const headers = { [NO_CREDENTIAL]: 'yes', cookie: `lang=${language}` };
    const asked = app.vaProfile.requests();
    expect(await app.get(CONTACTS, { as: 'all-four', headers })).toMatchObject({
      status: 302,
      headers: { location: ACCOUNT_SECURITY },
    });
    const { status, body } = await app.get(ACCOUNT_SECURITY, { as: 'all-four', headers });
    expect(status).toBe(200);
    const [, alert = ''] = body.split('data-testid="not-allowed-no-credential"');
    expect(alert).toContain(heading);
    expect(alert).toMatch(new RegExp(`<a[^>]* href="/sign-out">${action}</a>`));
    expect(alert.split('/sign-out">')[1]).toContain('href="tel:+18006982411"');
    expect(app.vaProfile.requests()).toBe(asked);
  },
);
