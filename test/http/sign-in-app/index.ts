/** The program around identity, reduced to one page that says who is there. For tests. */
export { startSignInApp, type SignInApp } from './sign-in-app.ts';
