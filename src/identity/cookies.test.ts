import { expect, test } from 'vitest';

import { cookieTerms } from './cookies.ts';

test('behind TLS a browser takes the cookies from this host alone, and only encrypted', () => {
  const { session, signIn, options } = cookieTerms('https://www.example.gov');
  expect([session, signIn]).toEqual(['__Host-phcc_session', '__Host-phcc_sign_in']);
  expect(options).toMatchObject({ secure: true, path: '/', httpOnly: true, sameSite: 'lax' });
});

test('on plain http, where it would take none of that name, the names are bare', () => {
  const { session, options } = cookieTerms('http://127.0.0.1:3000');
  expect([session, options.secure]).toEqual(['phcc_session', false]);
});
