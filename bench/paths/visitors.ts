import { syntheticVeteran } from '../../src/stand-ins/people/index.ts';
import { openBrowser, signInAs } from '../../src/stand-ins/visitors/index.ts';

/** As many as there are connections: each Veteran waits for the last answer before asking again. */
export const VETERANS = 20;

/** By which the program is known to its identity provider. */
export const CLIENT = {
  clientId: 'paths-bench',
  clientSecret: 'only-ever-used-by-the-paths-bench',
};

/** Signs each Veteran in, and answers with their cookies. */
export function signInAll(program: string): Promise<readonly string[]> {
  return Promise.all(
    Array.from({ length: VETERANS }, async (_, n) => {
      const browser = openBrowser();
      await signInAs(browser, `${program}/sign-in?return=/profile`, syntheticVeteran(n + 1).slug);
      return browser.cookies.getCookieStringSync(program);
    }),
  );
}
