/** The Profile web app: its pages, and the pages around them that the whole program needs. */
export type { ProfileDependencies } from './page-answer.ts';
export { whoIsShownTo } from './contacts-answers.tsx';
export { keepLanguageChoice, languageOf } from './language-choice.ts';
export { leadToOneAddress } from './one-address.ts';
export { renderProblemPage, type PageProblem } from './site/problem-page.tsx';
export { shownAccount, type ShownAccount } from './places.ts';
export { profileRoutes } from './routes.ts';
export { renderSignInPrompt } from './site/sign-in-prompt.tsx';
export { renderSignOutPrompt } from './site/sign-out-prompt.tsx';
