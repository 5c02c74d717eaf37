import { syntheticVeteran } from '../people/index.ts';
import { browseContacts, headersOf } from './browse.ts';
import { openBrowser, signInAs, type Browser, type VisitedPage } from './browser.ts';
import { ledgerOf, type VisitLedger } from './ledger.ts';
import { mannerOf } from './manner.ts';

/** What numbered Veterans met. */
export type Visits = {
  readonly people: number;
  /** Who had the card on their hub. */
  readonly withFeature: number;
  /** Who met an answer of 500 or above. */
  readonly failed: number;
  /** What those with browsers did; all zeros where none were asked for. */
  readonly ledger: VisitLedger;
};

type Sending = {
  readonly publicUrl: string;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Number of the first Veteran, from 1. */
  readonly from: number;
  readonly people: number;
  /** How often each opens the page and asks its API. */
  readonly visits: number;
  /** Whether they do on the page what people and their browsers do, each in a manner of their own. */
  readonly browsers?: boolean;
};

/** Real visitors do not wait for each other. */
const AT_ONCE = 8;

/** Veterans number `from` and so on sign in, look at their hub, and open the contacts if they find them there. */
export async function sendVeterans(sending: Sending): Promise<Visits> {
  const { from, people } = sending;
  const waiting = Array.from({ length: people }, (_, index) => from + index);
  const met: Met[] = [];
  const queue = async () => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
      met.push(await visitOf(number, sending));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, queue));
  return {
    people,
    withFeature: met.filter(({ hasFeature }) => hasFeature).length,
    failed: met.filter(({ hasFailed }) => hasFailed).length,
    ledger: ledgerOf(met.map(({ ledger }) => ledger)),
  };
}

type Met = {
  readonly hasFeature: boolean;
  readonly hasFailed: boolean;
  readonly ledger: Partial<VisitLedger>;
};

async function visitOf(number: number, sending: Sending): Promise<Met> {
  const { publicUrl, visits, headers, browsers = false } = sending;
  const manner = mannerOf(number);
  const browser = openBrowser({ ...headers, ...(browsers && headersOf(manner)) });
  const signInUrl = `${publicUrl}/sign-in?return_to=${encodeURIComponent('/profile')}`;
  const hub = await signInAs(browser, signInUrl, syntheticVeteran(number).slug);
  const hasFeature = hub.text.includes(CONTACTS);
  const { pages, ledger } = !hasFeature
    ? { pages: [], ledger: {} }
    : browsers
      ? await browseContacts(browser, { publicUrl, manner, visits })
      : { pages: await contactsSeenBy(browser, { publicUrl, visits }), ledger: {} };
  return { hasFeature, hasFailed: [hub, ...pages].some(({ status }) => status >= 500), ledger };
}

const CONTACTS = '/profile/contacts';

async function contactsSeenBy(
  browser: Browser,
  { publicUrl, visits }: Pick<Sending, 'publicUrl' | 'visits'>,
): Promise<readonly VisitedPage[]> {
  const pages: VisitedPage[] = [];
  for (let visit = 0; visit < visits; visit += 1) {
    pages.push(await browser.get(`${publicUrl}${CONTACTS}`));
    pages.push(await browser.get(`${publicUrl}/v0${CONTACTS}`));
  }
  return pages;
}
