/** The program around identity, reduced to one page that says who is there. For tests. */
export type { SignInApp } from './sign-in-app.ts';
export { cookieNames, cookiesOf, sessionCookieOf } from './cookies.ts';
export { signInWorld } from './sign-in-world.ts';
