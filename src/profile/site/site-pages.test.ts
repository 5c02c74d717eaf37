import { describe, expect, it } from 'vitest';
import { veteran } from '../../../test/world/veterans.ts';
import {
  renderProblemPage,
  renderSignInPrompt,
  renderSignOutPrompt,
  shownAccount,
} from '../index.ts';

const NOBODY = {
  account: null,
  now: new Date('2026-12-01T06:30:00Z'),
  stylesheetUrl: '/public/styles.css',
} as const;

const problem = {
  ...NOBODY,
  heading: { en: 'We can’t find that page', es: 'No encontramos esa página' },
  sentence: { en: 'Check the address for mistakes.', es: 'Revise la dirección.' },
  status: 404,
  requestId: null,
  language: 'en',
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
    ...NOBODY,
    path: '/profile/x y&z',
    language: 'en',
  });
  expect(html).toContain('href="/sign-in?return=%2Fprofile%2Fx%20y%26z"');
  expect(html).toContain('<link rel="stylesheet" href="/public/styles.css"/>');
});

it('tells somebody who was signed in a moment ago that they no longer are', () => {
  const page = { ...NOBODY, path: '/profile', signedOut: true } as const;
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

describe('a page around the Profile, for somebody who is signed in', () => {
  const accountOf = (name: Parameters<typeof veteran>[0], contactsIsOpen = true) =>
    shownAccount({ person: veteran(name), accountName: 'Jo <Sample>' }, () => contactsIsOpen);
  const pagesFor = (...of: Parameters<typeof accountOf>) => {
    const surroundings = { ...NOBODY, language: 'en', account: accountOf(...of) } as const;
    return [
      renderProblemPage({ ...problem, ...surroundings }),
      renderSignOutPrompt(surroundings),
    ] as const;
  };

  it('keeps name, menu, ways and sign-out, also on paper', () => {
    for (const html of pagesFor('all-four')) {
      expect(html).toContain('Signed in as Jo &lt;Sample>');
      expect(html).toContain('<p class="print-only">Account: Jo &lt;Sample></p>');
      const [, menu = ''] = html.split('<details class="menu narrow-only">');
      for (const path of ['/profile', '/profile/contacts', '/profile/account-security']) {
        expect(menu.split('</details>')[0]).toContain(`href="${path}"`);
        expect(html.split('</header>')[1]).toContain(`href="${path}"`);
      }
      expect(menu.split('</details>')[0]).toContain('action="/sign-out"');
      expect(html).toContain('after 30\u00a0minutes without activity');
    }
  });

  it('leads nobody to a Profile that we may not show them', () => {
    for (const name of ['unproofed', 'blocked', 'not-in-mpi'] as const) {
      const [html, signOut] = pagesFor(name);
      expect(html).toContain('<a href="/profile/account-security">Account security</a>');
      for (const page of [html, signOut]) expect(page).not.toMatch(/href="\/(?:profile)?"/);
    }
  });

  it('does not tell of the contacts while they are closed', () => {
    for (const html of pagesFor('all-four', false)) expect(html).not.toMatch(/contacts/i);
  });
});

it('every page says on paper when it was as it is, whoever asks', () => {
  const at = 'Printed from VA.gov on December 1, 2026, 1:30\u00a0a.m.\u00a0ET.';
  const spanish = 'Impreso desde VA.gov el 1\u00a0de diciembre de 2026 a la 1:30';
  const pagesIn = (language: 'en' | 'es') => [
    renderProblemPage({ ...problem, language }),
    renderSignOutPrompt({ ...NOBODY, language }),
    renderSignInPrompt({ ...NOBODY, path: '/profile', language }),
  ];
  for (const html of pagesIn('en')) expect(html).toContain(`<p class="print-only">${at}</p>`);
  for (const html of pagesIn('es')) {
    expect(html.replaceAll('\u00a0', ' ')).toContain(spanish.replaceAll('\u00a0', ' '));
  }
});
