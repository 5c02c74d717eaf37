import type { Browser, Page } from './browser.ts';

/** Signs in at the stand-in's picker as this person; answers with the page to which that leads. */
export async function signInAs(browser: Browser, signInUrl: string, slug: string): Promise<Page> {
  const picker = await browser.follow(signInUrl);
  if (!picker.url.includes('/interaction/')) return picker;
  return browser.follow(await browser.post(picker.url, { person: slug }));
}
