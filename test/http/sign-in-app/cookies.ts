import type { Cookie } from 'tough-cookie';
import type { Browser } from '../../../src/stand-ins/visitors/index.ts';

/** Every cookie that a browser keeps, of any host and path. */
export function cookiesOf({ cookies }: Browser): readonly Cookie[] {
  const kept: Cookie[] = [];
  cookies.store.getAllCookies((_error, all) => void kept.push(...(all ?? [])));
  return kept.filter((cookie) => cookie.TTL() > 0);
}

export const cookieNames = (browser: Browser): readonly string[] =>
  cookiesOf(browser).map(({ key }) => key);

export const sessionCookieOf = (browser: Browser): string =>
  cookiesOf(browser).find(({ key }) => key === 'phcc_session')?.value ?? '';
