import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser, type Browser } from '../visitors/index.ts';
import { namedPeople, syntheticVeterans } from '../people/index.ts';
import { startIdentityProviderStandIn, type IdentityProviderStandIn } from './index.ts';

const CALLBACK = 'http://127.0.0.1:9/auth/callback';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

let provider: IdentityProviderStandIn;
let browser: Browser;
beforeEach(async () => {
  provider = await startIdentityProviderStandIn({
    clientId: 'phcc',
    clientSecret: 'stand-in',
    redirectUris: [CALLBACK],
    postLogoutRedirectUris: [],
    people: [...namedPeople, ...syntheticVeterans(3)],
  });
  browser = openBrowser();
});
afterEach(() => provider.close());

const authorize = (changes: Readonly<Record<string, string>> = {}) => {
  const parameters = new URLSearchParams({
    client_id: 'phcc',
    response_type: 'code',
    scope: 'openid email profile',
    redirect_uri: CALLBACK,
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    state: 'state',
    nonce: 'nonce',
    ...changes,
  });
  return `${provider.issuer}/auth?${parameters.toString()}`;
};

describe('the picker', () => {
  it('shows each named person as a button, in two groups with a sentence each', async () => {
    const { text, status } = await browser.follow(authorize());
    expect(status).toBe(200);
    for (const { slug, name } of namedPeople) {
      expect(text).toContain(`<button type="submit" name="person" value="${slug}"`);
      expect(text).toContain(`data-person="${slug}"`);
      expect(text).toContain(name);
    }
    expect(text).toContain('>Veterans</h2>');
    expect(text).toContain('>Operators</h2>');
    expect(text).not.toContain('data-person="veteran-001"');
  });

  it('needs no script and nothing from elsewhere, and allows none', async () => {
    const { text, headers } = await browser.follow(authorize());
    expect(text).not.toMatch(/<script|<style|style=|https?:\/\//);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self' http://127.0.0.1:9");
    const stylesheet = await browser.get(`${provider.issuer}/stand-in.css`);
    expect(stylesheet.headers.get('content-type')).toContain('text/css');
  });

  it.each(['all-four', 'product-manager', 'veteran-003', ' VETERAN-003 '])(
    'signs %s in, and goes back with a code',
    async (person) => {
      const picker = await browser.follow(authorize());
      const picked = await browser.post(picker.url, { person });
      const back = await browser.get(picked.location ?? '');
      expect(back.location).toMatch(/^http:\/\/127\.0\.0\.1:9\/auth\/callback\?code=/);
    },
  );

  it('says so when nobody has that name, and shows it as text', async () => {
    const picker = await browser.follow(authorize());
    const page = await browser.post(picker.url, { person: '<b>nobody</b>' });
    expect(page.status).toBe(422);
    expect(page.text).toContain('&lt;b>nobody');
    expect(page.text).toContain('aria-invalid="true"');
  });

  it('does not take a hint for a decision', async () => {
    const page = await browser.follow(authorize({ login_hint: 'all-four' }));
    expect(page.url).toContain('/interaction/');
  });

  it('says so when a sign-in is over, or was never begun', async () => {
    const page = await browser.get(`${provider.issuer}/interaction/made-up`);
    expect(page.status).toBe(400);
    expect(page.text).toContain('This sign-in is over');
  });

  it('closes the connection of a form that does not end', async () => {
    const picker = await browser.follow(authorize());
    const page = await browser.post(picker.url, { person: 'x'.repeat(5000) });
    expect(page.status).toBe(422);
  });
});

describe('the provider', () => {
  it('describes itself', async () => {
    const { text } = await browser.get(`${provider.issuer}/.well-known/openid-configuration`);
    expect(JSON.parse(text)).toMatchObject({
      issuer: provider.issuer,
      acr_values_supported: [
        'http://idmanagement.gov/ns/assurance/ial/1',
        'http://idmanagement.gov/ns/assurance/ial/2',
      ],
      claims_supported: expect.arrayContaining(['account_uuid', 'va_patient', 'roles']) as string[],
    });
  });

  it.each([
    ['another program', { client_id: 'other' }],
    ['another way back', { redirect_uri: 'http://evil.example/' }],
  ])('says no to %s, on a page of its own', async (_what, changes) => {
    const page = await browser.get(authorize(changes));
    expect(page.status).toBe(400);
    expect(page.location).toBeNull();
    expect(page.text).toContain('cannot go on');
  });

  it('insists on PKCE', async () => {
    const page = await browser.get(authorize({ code_challenge: '', code_challenge_method: '' }));
    expect(page.location ?? page.text).toContain('invalid_request');
  });

  it('gives no code away to a program without the secret', async () => {
    const picker = await browser.follow(authorize());
    const picked = await browser.post(picker.url, { person: 'all-four' });
    const back = await browser.get(picked.location ?? '');
    const code = new URL(back.location ?? '').searchParams.get('code') ?? '';
    const form = { grant_type: 'authorization_code', redirect_uri: CALLBACK, code };
    const answer = await fetch(`${provider.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({ ...form, client_id: 'phcc', client_secret: 'guessed' }),
    });
    expect(await answer.json()).toMatchObject({ error: 'invalid_client' });
  });
});
