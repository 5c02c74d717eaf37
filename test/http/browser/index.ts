/** A stand-in for a browser, for tests over real HTTP: it keeps cookies and fills in forms. */
export { openBrowser, type Browser, type Page } from './browser.ts';
export { signInAs } from './sign-in-as.ts';
