/** Visitors over real HTTP: a browser that keeps cookies and fills in forms, and Veterans who use it. */
export { openBrowser, type Browser, type Page } from './browser.ts';
export { signInAs } from './sign-in-as.ts';
export { sendVeterans, type Visits } from './send-veterans.ts';
