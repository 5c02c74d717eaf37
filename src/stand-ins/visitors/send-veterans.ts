import { syntheticVeteran } from '../people/index.ts';
import { openBrowser, signInAs, type Browser, type VisitedPage } from './browser.ts';

/** What numbered Veterans met. */
export type Visits = {
  readonly people: number;
  /** Who had the card on their hub. */
  readonly withFeature: number;
  /** Who met an answer of 500 or above. */
  readonly failed: number;
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
};

/** Real visitors do not wait for each other. */
const AT_ONCE = 8;

/** Veterans number `from` and so on sign in, look at their hub, and open the contacts if they find them there. */
export async function sendVeterans(sending: Sending): Promise<Visits> {
  const { from, people } = sending;
  const waiting = Array.from({ length: people }, (_, index) => syntheticVeteran(from + index).slug);
  const met: Met[] = [];
  const queue = async () => {
    for (let slug = waiting.shift(); slug !== undefined; slug = waiting.shift()) {
      met.push(await visitOf(slug, sending));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, queue));
  return {
    people,
    withFeature: met.filter(({ hasFeature }) => hasFeature).length,
    failed: met.filter(({ hasFailed }) => hasFailed).length,
  };
}

type Met = { readonly hasFeature: boolean; readonly hasFailed: boolean };

async function visitOf(slug: string, { publicUrl, visits, headers }: Sending): Promise<Met> {
  const browser = openBrowser(headers);
  const signInUrl = `${publicUrl}/sign-in?return_to=${encodeURIComponent('/profile')}`;
  const hub = await signInAs(browser, signInUrl, slug);
  const hasFeature = hub.text.includes(CONTACTS);
  const pages = [hub];
  for (let visit = 0; hasFeature && visit < visits; visit += 1) {
    pages.push(...(await contactsSeenBy(browser, publicUrl)));
  }
  return { hasFeature, hasFailed: pages.some(({ status }) => status >= 500) };
}

const CONTACTS = '/profile/contacts';

async function contactsSeenBy(
  browser: Browser,
  publicUrl: string,
): Promise<readonly VisitedPage[]> {
  const page = await browser.get(`${publicUrl}${CONTACTS}`);
  return [page, await browser.get(`${publicUrl}/v0${CONTACTS}`)];
}
