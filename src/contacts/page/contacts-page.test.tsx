import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { AssociatedPerson } from '../../va-profile/index.ts';
import { ok, err } from '../../lib/result.ts';
import { namedPerson } from '../../stand-ins/people/index.ts';
import { veteran } from '../../../test/world/veterans.ts';
import { ContactsPage, pageStateOf, statusOf, vaProfileContacts } from '../index.ts';
import type { ContactsFailure, ContactsPageState } from '../index.ts';

async function pageOf(records: readonly AssociatedPerson[]): Promise<string> {
  const source = vaProfileContacts({
    healthBenefit: async () => ok({ associatedPersons: records, auditId: null }),
  });
  return htmlOf(pageStateOf(await source.contactsOf(veteran('all-four'))));
}

const AGAIN = '/again';

const htmlOf = (state: ContactsPageState): string =>
  render(<ContactsPage state={state} requestId="req-7" tryAgainPath={AGAIN} />);

const failure = (kind: ContactsFailure['kind']): ContactsFailure => ({
  kind,
  upstreamStatus: null,
  upstreamCode: null,
  auditId: null,
});

/** What a reader sees of a piece of HTML, in one line. */
const textOf = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');

const cardOf = (html: string, testId: string): string =>
  html.split('data-testid="').find((part) => part.startsWith(`${testId}"`)) ?? '';

const headingsOf = (html: string): string[] =>
  [...html.matchAll(/<h[23][^>]*>(.*?)<\/h[23]>/g)].map((match) => match[1] ?? '');

describe('the page of a Veteran with all four contacts', () => {
  it('shows both kinds, primary before secondary', async () => {
    const html = await pageOf(namedPerson('all-four').contacts ?? []);
    expect(headingsOf(html)).toEqual([
      'Emergency contacts',
      'Primary emergency contact',
      'Secondary emergency contact',
      'Next of kin contacts',
      'Primary next of kin',
      'Secondary next of kin',
    ]);
  });

  it('shows an emergency contact’s name, relationship and phone, but no address', async () => {
    const html = await pageOf(namedPerson('all-four').contacts ?? []);
    const card = cardOf(html, 'phcc-emergency-contact-0');
    expect(textOf(card)).toContain(
      'Mary-Ann Q Sample The first person we call if you have an emergency. Relationship Sister Phone (555) 555-0101',
    );
    expect(card).toContain('href="tel:+15555550101"');
    expect(html).not.toContain('12 EXAMPLE ST');
  });

  it('shows the address of a next of kin too', async () => {
    const html = await pageOf(namedPerson('all-four').contacts ?? []);
    expect(textOf(cardOf(html, 'phcc-next-of-kin-1'))).toContain(
      'Relationship Niece or nephew Address 8 MADE-UP LANE NOWHERE, OR 00004 Phone (555) 555-0104',
    );
  });
});

describe('a section', () => {
  it('has no title above a lone primary contact', async () => {
    const html = await pageOf(namedPerson('one-of-each').contacts ?? []);
    expect(headingsOf(html)).toEqual(['Emergency contacts', 'Next of kin contacts']);
  });

  it('says that a lone backup is one, and whose', async () => {
    const html = await pageOf([{ contactType: 'Other Next of Kin', givenName: 'KIM' }]);
    expect(textOf(cardOf(html, 'phcc-next-of-kin-0'))).toMatch(/Secondary next of kin.*backup/);
  });

  it('takes primary and secondary from the type when a type comes twice', async () => {
    const html = await pageOf([
      { contactType: 'Emergency Contact', givenName: 'KIM' },
      { contactType: 'Emergency Contact', givenName: 'LEE' },
    ]);
    const titles = headingsOf(html).filter((heading) => heading === 'Primary emergency contact');
    expect(titles).toHaveLength(2);
  });

  it('is headed in the singular where nobody is on file', async () => {
    const html = await pageOf([]);
    expect(headingsOf(html)).toEqual(['Emergency contact', 'Next of kin']);
    expect(textOf(html)).toContain('To add a contact:');
    expect(textOf(html)).not.toMatch(/these contacts|correct, or remove/);
  });

  it('comes before how to change it, which a link above leads to', async () => {
    const html = await pageOf(namedPerson('all-four').contacts ?? []);
    expect(html).toContain(
      '<a class="screen-only" href="#how-to-update">How to change your contacts</a>',
    );
    const places = ['#how-to-update', 'Mary-Ann', 'Fourcade', 'id="how-to-update"'];
    const found = places.map((place) => html.indexOf(place));
    expect(found).toEqual(found.toSorted((one, other) => one - other));
  });

  it('without a contact says so and how to add one', async () => {
    const html = await pageOf([{ contactType: 'Emergency Contact', givenName: 'KIM' }]);
    expect(textOf(cardOf(html, 'phcc-no-nok'))).toMatch(/don’t have a next of kin.*877-222-8387/);
    expect(html).not.toContain('phcc-no-ecs');
  });
});

describe('a card', () => {
  it('without a phone number says so and holds no telephone element', async () => {
    const html = await pageOf([{ contactType: 'Emergency Contact', givenName: 'KIM' }]);
    const card = cardOf(html, 'phcc-emergency-contact-0');
    expect(textOf(card)).toContain('Phone No phone number on file');
    expect(card.split('</section>')[0]).not.toContain('tel:');
  });

  const cardWith = async (primaryPhone: string, country = 'USA') => {
    const record = { contactType: 'Emergency Contact', primaryPhone, country };
    return cardOf(await pageOf([record]), 'phcc-emergency-contact-0').split('</section>')[0] ?? '';
  };

  it('dials a phone number abroad with its plus, whether VA Profile sent that or not', async () => {
    for (const sent of ['52 33 5555 0111', '+52 33 5555 0111']) {
      const card = await cardWith(sent, 'MEX');
      expect(card).toContain('<a class="phone" href="tel:+523355550111">+52 33 5555 0111</a>');
    }
  });

  it('dials an extension', async () => {
    const card = await cardWith('555.555.0125 x7');
    expect(card).toContain('href="tel:+15555550125;ext=7"');
    expect(card).toContain('>(555) 555-0125, ext. 7</a>');
  });

  it.each([
    ['ask at the desk', 'USA'],
    ['33 5555 0111', 'MEX'],
    ['5555550142 12', 'USA'],
    ['1 555 555 0142', 'CHN'],
  ])(
    'shows a phone number that can’t be dialed as it was sent: %s in %s',
    async (sent, country) => {
      const card = await cardWith(sent, country);
      expect(textOf(card)).toContain(`Phone ${sent}`);
      expect(card).not.toContain('tel:');
    },
  );

  it('without any name says that there is none', async () => {
    const html = await pageOf([{ contactType: 'Emergency Contact' }]);
    expect(textOf(cardOf(html, 'phcc-emergency-contact-0'))).toContain('Name not on file');
  });

  it('shows markup in any field as text', async () => {
    const attack = '<img src=x onerror=alert(1)>"\'&';
    const html = await pageOf([
      {
        contactType: 'Primary Next of Kin',
        givenName: attack,
        middleName: attack,
        familyName: attack,
        relationship: attack,
        addressLine1: attack,
        city: attack,
        state: attack,
        zipCode: attack,
        country: attack,
        primaryPhone: attack,
      },
    ]);
    expect(html).not.toContain('<img');
    expect(html.match(/&lt;img src=x/g)).toHaveLength(10);
  });
});

describe('every page that shows contacts or their absence', () => {
  const pages = ['all-four', 'one-of-each', 'none-on-file'];

  it.each(pages)(
    'says to %s what each kind is for and how to change them, in the open',
    async (slug) => {
      const html = await pageOf(namedPerson(slug).contacts ?? []);
      const text = textOf(html);
      expect(text).toContain('An emergency contact is someone we call');
      expect(text).toContain('Your next of kin is someone who can tell us');
      expect(text).toContain('you can’t change them online');
      expect(text).toContain('Health Eligibility Center at 877-222-8387');
      expect(text).toContain('Monday through Friday, 8:00 a.m. to 8:00 p.m. ET');
      expect(text).toContain('your next visit to a VA facility');
      expect(html).not.toContain('<details');
    },
  );
});

describe('a page without contacts', () => {
  it('tells someone who is not enrolled whom to call, and nothing about contacts', () => {
    const text = textOf(htmlOf({ name: 'not-enrolled' }));
    expect(text).toContain('800-827-1000 (TTY: 711 )');
    expect(text).toContain('Monday through Friday, 8:00 a.m. to 9:00 p.m. ET');
    expect(text).not.toContain('877-222-8387');
  });

  it.each(['failed', 'timeout', 'unreachable', 'malformed', 'breaker-open', 'overloaded'] as const)(
    'after VA Profile %s offers to try again',
    (kind) => {
      const state = pageStateOf(err(failure(kind)));
      expect(statusOf(state)).toBe(503);
      expect(htmlOf(state)).toContain('<a class="button" href="/again">Try again</a>');
    },
  );

  it('does not offer to try again where that can’t help', () => {
    const html = htmlOf(pageStateOf(err(failure('refused-request'))));
    expect(html).toContain('We can’t show your contacts right now');
    expect(html).not.toContain('Try again<');
    expect(html).toContain('Trying again won’t help until we fix it.');
    expect(textOf(html)).toMatch(/help desk at 800-698-2411 .* reference \d\d \d\d \d\d \d\d \./);
  });

  it('takes a patient whom VA Profile does not know for one with nobody on file', () => {
    expect(pageStateOf(err(failure('not-found')))).toEqual({ name: 'none-on-file' });
  });
});

it('never says "medical"', async () => {
  const everyPage = [
    await pageOf(namedPerson('all-four').contacts ?? []),
    await pageOf([]),
    htmlOf({ name: 'not-enrolled' }),
    htmlOf({ name: 'unavailable', retryCanHelp: true }),
  ];
  expect(everyPage.join()).not.toMatch(/medical/i);
});
