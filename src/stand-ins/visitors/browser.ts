import { CookieJar } from 'tough-cookie';

export type VisitedPage = {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where it redirects to, absolute; null when it is no redirect. */
  readonly location: string | null;
};

export type Browser = {
  readonly cookies: CookieJar;
  /** One request; a redirect is not followed. */
  get(url: string): Promise<VisitedPage>;
  /** A form, as a page of the same site would send it; a redirect is not followed. */
  post(url: string, form?: Readonly<Record<string, string>>): Promise<VisitedPage>;
  /** Plain data, as a script of a page sends it. */
  report(url: string, data: unknown): Promise<VisitedPage>;
  /** A page and what it redirects to, until there is one to look at. */
  follow(from: string | VisitedPage): Promise<VisitedPage>;
};

const MOST_REDIRECTS = 10;

/** A browser of its own: no cookies yet, and none shared with another. It sends these headers with every request. */
export function openBrowser(always: Readonly<Record<string, string>> = {}): Browser {
  const cookies = new CookieJar();
  const get = (url: string) => load(cookies, url, { headers: always });
  const fromPage = (url: string) => ({
    ...always,
    origin: new URL(url).origin,
    'sec-fetch-site': 'same-origin',
  });
  return {
    cookies,
    get,
    post: (url, form = {}) =>
      load(cookies, url, {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: fromPage(url),
      }),
    report: (url, data) =>
      load(cookies, url, {
        method: 'POST',
        body: JSON.stringify(data),
        headers: { ...fromPage(url), 'content-type': 'application/json' },
      }),
    follow: async (from) => {
      let page = typeof from === 'string' ? await get(from) : from;
      for (let n = 0; page.location !== null; n += 1) {
        if (n === MOST_REDIRECTS) throw new Error('redirected in a circle');
        page = await get(page.location);
      }
      return page;
    },
  };
}

async function load(cookies: CookieJar, url: string, init: RequestInit): Promise<VisitedPage> {
  const headers = new Headers(init.headers);
  headers.set('cookie', await cookies.getCookieString(url));
  const response = await fetch(url, { ...init, headers, redirect: 'manual' });
  for (const line of response.headers.getSetCookie()) await cookies.setCookie(line, url);
  const location = response.headers.get('location');
  return {
    url,
    status: response.status,
    headers: response.headers,
    text: await response.text(),
    location: location === null ? null : new URL(location, url).href,
  };
}

/** Signs in at the stand-in's picker as this person; answers with the page to which that leads. */
export async function signInAs(
  browser: Browser,
  signInUrl: string,
  slug: string,
): Promise<VisitedPage> {
  const picker = await browser.follow(signInUrl);
  if (!picker.url.includes('/interaction/')) return picker;
  return browser.follow(await browser.post(picker.url, { person: slug }));
}
