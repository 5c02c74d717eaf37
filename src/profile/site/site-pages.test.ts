import { describe, expect, it } from 'vitest';
import { renderProblemPage, renderSignInPrompt } from '../index.ts';

const problem = {
  heading: { en: 'We can’t find that page', es: 'No encontramos esa página' },
  sentence: { en: 'Check the address for mistakes.', es: 'Revise la dirección.' },
  status: 404,
  requestId: null,
  language: 'en',
  stylesheetUrl: '/public/styles.css',
} as const;

describe('the page for a problem', () => {
  it('says what happened and leads to the Profile', () => {
    const html = renderProblemPage(problem);
    expect(html).toContain('<title>We can’t find that page | Veterans Affairs</title>');
    expect(html).toContain('Check the address for mistakes.');
    expect(html).toContain('<a href="/profile">Profile</a>');
    expect(html).not.toContain('reference');
  });

  it('names the request for support, and another way on where there is one', () => {
    const link = {
      name: { en: 'Try to sign in again', es: 'Intentar de nuevo' },
      path: '/sign-in?return=%2Fprofile',
    };
    const html = renderProblemPage({ ...problem, status: 503, requestId: 'req-7', link });
    expect(html).toContain('href="tel:+18006982411"');
    expect(html).toMatch(/Tell them error 503 and reference <strong[^>]*>(\d\d ?){4}<\/strong>/);
    expect(html).not.toContain('req-7');
    expect(html).toContain('<a href="/sign-in?return=%2Fprofile">Try to sign in again</a>');
  });

  it('offers to try again where that can help, and never on another site', () => {
    const again = (retryPath: string) => renderProblemPage({ ...problem, status: 503, retryPath });
    expect(again('/profile/contacts')).toContain('href="/profile/contacts?again=yes#page-heading"');
    expect(again('//evil.test')).not.toContain('evil');
  });

  it('shows markup as text', () => {
    const html = renderProblemPage({
      ...problem,
      sentence: { en: '<b>&', es: '' },
      requestId: '"><i>',
    });
    expect(html).not.toMatch(/<b>|<i>/);
  });
});

it('asks to sign in with a link that keeps the path', () => {
  const html = renderSignInPrompt({
    path: '/profile/x y&z',
    language: 'en',
    stylesheetUrl: '/public/styles.css',
  });
  expect(html).toContain('href="/sign-in?return=%2Fprofile%2Fx%20y%26z"');
  expect(html).toContain('<link rel="stylesheet" href="/public/styles.css"/>');
});

it('tells somebody who was signed in a moment ago that they no longer are', () => {
  const page = { path: '/profile', stylesheetUrl: '/public/styles.css', signedOut: true } as const;
  expect(renderSignInPrompt({ ...page, language: 'en' })).toContain(
    '<title>You’re signed out | Veterans Affairs</title>',
  );
  expect(renderSignInPrompt({ ...page, language: 'es' })).toContain('Su sesión está cerrada</h1>');
});

it('every page has the crisis line in one bar that is a link, with call, text and TTY to tap below', () => {
  const html = renderProblemPage(problem);
  expect(html).toMatch(
    /<a class="crisis-line" href="#veterans-crisis-line">[^]*?988[^]*?838255[^]*?711/,
  );
  const [, below = ''] = html.split('id="veterans-crisis-line"');
  for (const way of ['tel:988', 'sms:838255', 'tel:711', 'https://www.veteranscrisisline.net/']) {
    expect(below).toContain(`href="${way}`);
  }
  expect(below).toContain('href="sms:838255" aria-label="8 3 8 2 5 5."');
});
