/** Visitors over real HTTP: a browser that keeps cookies and fills in forms, and Veterans who use it. */
export { openBrowser, signInAs, type Browser, type VisitedPage } from './browser.ts';
export { sendVeterans, type Visits } from './send-veterans.ts';
export type { VisitLedger } from './ledger.ts';
