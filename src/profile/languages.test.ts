import { once } from 'node:events';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ACCOUNT_NAME,
  LOOKED_AT,
  startProfileApp,
  type ProfileApp,
  type Visitor,
} from '../../test/world/profile-app.ts';
import { VETERANS } from '../../test/world/veterans.ts';
import { namedPeople } from '../stand-ins/people/index.ts';
import { languageOf, renderProblemPage, renderSignOutPrompt } from './index.ts';

let app: ProfileApp;
let address: string;
beforeAll(async () => {
  app = await startProfileApp();
  address = await app.listen();
});
afterAll(() => app.close());
beforeEach(() => app.vaProfile.fault({ kind: 'none' }));

const CONTACTS = '/profile/contacts';
const get = (path: string, as: Visitor, headers: Record<string, string> = {}) =>
  app.get(path, { as, headers });
const inLanguage = async (language: string, path: string, as: Visitor) =>
  (await get(path, as, { cookie: `lang=${language}` })).body;

/** A request whose path no client has tidied up. */
async function rawGet(address: string, path: string): Promise<IncomingMessage> {
  const { hostname, port } = new URL(address);
  const [answer] = (await once(httpGet({ hostname, port, path }), 'response')) as [IncomingMessage];
  answer.resume();
  return answer;
}

const AROUND = { stylesheetUrl: '/public/styles.css', account: null, now: new Date(LOOKED_AT) };

describe('someone who chooses Spanish', () => {
  it('is led back to the same page, and the choice is kept in a cookie that says nothing else', async () => {
    expect(await get(`${CONTACTS}?lang=es&x=1`, 'all-four')).toMatchObject({
      status: 302,
      headers: {
        location: `${CONTACTS}?x=1`,
        'cache-control': 'no-store',
        'set-cookie': 'lang=es; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax',
      },
    });
  });

  it('reads every page in Spanish from then on, and is offered English', async () => {
    const html = await inLanguage('es', CONTACTS, 'all-four');
    expect(html).toContain('<html lang="es">');
    expect(html).toContain(
      '<a class="language-switch" href="?lang=en#page-heading" lang="en" hreflang="en">',
    );
    for (const words of ['Contacto de emergencia principal', 'Hermana', 'Sobrina o sobrino']) {
      expect(html).toContain(words);
    }
    expect(await inLanguage('es', CONTACTS, 'abroad')).toMatch(/Canadá.*Alemania/s);
  });

  it.each(['/profile', CONTACTS, '/profile/account-security'])(
    'finds one name for %s in its heading, title and breadcrumb',
    async (path) => {
      const html = await inLanguage('es', path, 'all-four');
      const [, heading = ''] = /<h1[^>]*>(.*)<\/h1>/.exec(html) ?? [];
      expect(html).toContain(`<title>${heading} | Asuntos de Veteranos</title>`);
      expect(html).toContain(`aria-current="page">${heading}</li>`);
    },
  );

  it('reads a relationship that nobody has translated as it was sent, marked as English', async () => {
    const html = await inLanguage('es', CONTACTS, 'unknown-type');
    expect(html).toContain('<span lang="en">Great-aunt (by marriage)</span>');
  });
});

/** An hour, an abbreviation and a length of time stay on one line, whatever language they are in. */
function expectKeptTogether(html: string): void {
  // Where somebody is led on.
  if (html === '') return;
  const [, body = ''] = html.split('<body>');
  expect(body, 'nothing to keep together').toMatch(/\u00a0/);
  expect(body).not.toMatch(/\d [ap]\.|[ap]\. m\.|m\. ET|EE\. UU\.|\d (?:seconds|segundos|minute)/);
}

describe('a page in Spanish', () => {
  it.each<[Visitor, string]>([
    ['all-four', 'Contacto alterno de emergencia'],
    ['all-four', 'Pídaselo a alguien del personal'],
    [
      'all-four',
      'Centro de Elegibilidad para la Atención Médica (<span lang="en">Health Eligibility Center</span>)',
    ],
    ['none-on-file', 'Para agregar un contacto:'],
    ['none-on-file', '>Contacto de emergencia</h2>'],
    ['none-on-file', '>Familiar más cercano</h2>'],
    ['all-four', '>Contactos de emergencia</h2>'],
    ['all-four', '>Familiares más cercanos</h2>'],
  ])('says to %s as people say it: %s', async (visitor, words) => {
    expect(await inLanguage('es', CONTACTS, visitor)).toContain(words);
  });

  it('says when a downtime ends as people say it', async () => {
    const downtime = { from: new Date('2026-12-01T07:00Z'), until: new Date('2026-12-01T18:00Z') };
    app.plan({ kind: 'now', downtime });
    const html = await inLanguage('es', CONTACTS, 'all-four');
    app.plan({ kind: 'none' });
    expect(html.replaceAll('\u00a0', ' ')).toContain(
      'a partir del martes 1 de diciembre a la 1:00 p. m., hora del Este.',
    );
  });

  it.each(['/profile', CONTACTS, '/profile/account-security'])(
    'says on paper where %s was printed, whose it is and of when',
    async (path) => {
      const headers = { cookie: 'lang=es', [ACCOUNT_NAME]: 'Jo Sample' };
      const { body } = await get(path, 'all-four', headers);
      expect(body).toContain('<p class="print-only">Cuenta: Jo Sample</p>');
      expect(body.replaceAll('\u00a0', ' ')).toContain(
        `Impreso desde VA.gov${path}, como estaba el 1 de diciembre de 2026 a la 1:30 a. m., hora del Este.`,
      );
    },
  );

  it.each([...VETERANS, 'signed out' as const])(
    'never ends a line inside an hour or an abbreviation, for %s',
    async (visitor) => {
      for (const path of ['/profile', CONTACTS, '/profile/account-security']) {
        expectKeptTogether(await inLanguage('es', path, visitor));
        expectKeptTogether(await inLanguage('en', path, visitor));
      }
    },
  );

  it('nor does any page that something keeps from what it is for', async () => {
    const [from, until] = [new Date('2026-12-01T07:00Z'), new Date('2026-12-01T18:00Z')];
    for (const language of ['en', 'es'] as const) {
      app.vaProfile.fault({ kind: '500' });
      expectKeptTogether(await inLanguage(language, CONTACTS, 'all-four'));
      app.vaProfile.fault({ kind: 'none' });
      for (const kind of ['now', 'soon'] as const) {
        app.plan({ kind, downtime: { from, until } });
        expectKeptTogether(await inLanguage(language, CONTACTS, 'all-four'));
      }
      app.plan({ kind: 'none' });
      expectKeptTogether(renderSignOutPrompt({ ...AROUND, language }));
    }
  });
});

describe('the link to the other language', () => {
  it.each(['//evil.test/?lang=es', '/\\evil.test?lang=es', 'http://evil.test/?lang=es'])(
    'never leads to %s',
    async (path) => {
      const { headers } = await rawGet(address, path);
      expect(headers.location ?? '').not.toContain('evil');
      expect(headers['set-cookie']).toBeUndefined();
    },
  );

  it('takes no language that we don’t have', async () => {
    const { status, headers } = await get(`${CONTACTS}?lang=xx`, 'all-four');
    expect([status, headers['set-cookie']]).toEqual([200, undefined]);
  });
});

describe('the first visit', () => {
  it.each([
    [{}, 'en'],
    [{ 'accept-language': 'es-PR,es;q=0.9,en;q=0.8' }, 'es'],
    [{ 'accept-language': 'en-US,en;q=0.9,es;q=0.8' }, 'en'],
    [{ 'accept-language': 'fr, es;q=0.5, en;q=0' }, 'es'],
    [{ 'accept-language': 'fr' }, 'en'],
    [{ 'accept-language': ';;q=,' }, 'en'],
    [{ 'accept-language': 'en', cookie: 'a=b; lang=es' }, 'es'],
    [{ 'accept-language': 'es', cookie: 'lang=xx; slang=en' }, 'es'],
  ])('with %o is answered in %s', (headers, language) => {
    expect(languageOf({ headers })).toBe(language);
  });
});

/** What is the same in both languages: names of services, and what a text telephone is called. */
const SAME = ['VA', 'ID.me', 'Login.gov', '(TTY:', 'TTY. 7 1 1.', '(555) 555-0125, ext. 7'];

/** English words in a Spanish page, which are marked as such. */
const ENGLISH_WORDS = /<span lang="en">([^<]*)<\/span>/g;

/** Every text that people see or hear, piece by piece. */
const textsOf = (html: string): ReadonlySet<string> =>
  new Set(
    [...html.matchAll(/>([^<]+)<|aria-label="([^"]+)"/g)]
      .map(([, text, label]) => (text ?? label ?? '').replaceAll('&amp;', '&').trim())
      .filter((text) => /[a-z]/i.test(text)),
  );

/** The names and addresses that VA Profile holds, in small letters. */
const people = JSON.stringify(
  namedPeople.flatMap(({ contacts }) => contacts ?? []),
  (key, value: unknown) => (key === 'relationship' || key === 'contactType' ? null : value),
).toLowerCase();
const isOfPeople = (text: string) =>
  text
    .toLowerCase()
    .split(/[\s,]+/)
    .every((word) => people.includes(word));

function untranslated(english: string, spanish: string): readonly string[] {
  const inEnglish = textsOf(english);
  return [...textsOf(spanish.replace(ENGLISH_WORDS, ''))].filter(
    (text) => inEnglish.has(text) && !SAME.includes(text) && !isOfPeople(text),
  );
}

describe('nothing stays half translated', () => {
  it.each([...VETERANS, 'signed out' as const])('on any page of %s', async (visitor) => {
    for (const path of ['/profile', CONTACTS, '/profile/account-security']) {
      const english = await inLanguage('en', path, visitor);
      const spanish = await inLanguage('es', path, visitor);
      expect(untranslated(english, spanish)).toEqual([]);
      expect(textsOf(spanish.replace(ENGLISH_WORDS, '$1')).size).toBe(textsOf(english).size);
    }
  });

  it.each(['500', '404', 'refuse'] as const)('when VA Profile answers %s', async (kind) => {
    app.vaProfile.fault({ kind });
    const pages = [
      await inLanguage('en', CONTACTS, 'all-four'),
      await inLanguage('es', CONTACTS, 'all-four'),
    ] as const;
    expect(untranslated(...pages)).toEqual([]);
  });

  it.each(['now', 'soon'] as const)('when a downtime is %s', async (kind) => {
    app.vaProfile.fault({ kind: 'none' });
    const downtime = { from: new Date('2026-12-01T07:00Z'), until: new Date('2026-12-01T09:00Z') };
    app.plan({ kind, downtime });
    const pages = [
      await inLanguage('en', CONTACTS, 'all-four'),
      await inLanguage('es', CONTACTS, 'all-four'),
    ] as const;
    expect(untranslated(...pages)).toEqual([]);
    app.plan({ kind: 'none' });
  });

  it('when a page is not there, and when somebody signs out', () => {
    const problem = {
      heading: { en: 'Lost', es: 'Nada' },
      sentence: { en: 'Not here.', es: 'Aquí no.' },
      status: 500,
      requestId: 'req-7',
      ...AROUND,
    };
    const pages = [
      (language: 'en' | 'es') => renderProblemPage({ ...problem, language }),
      (language: 'en' | 'es') => renderSignOutPrompt({ ...AROUND, language }),
    ];
    for (const page of pages) expect(untranslated(page('en'), page('es'))).toEqual([]);
  });
});
