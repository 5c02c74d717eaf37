import type { FastifyReply } from 'fastify';

/** What went wrong while someone signed in, in words for them. */
export type SignInProblem = {
  /** Stable, for the log and for support. */
  readonly code: ProblemCode;
  readonly status: 400 | 502 | 503;
  readonly heading: string;
  readonly sentence: string;
  readonly link: { readonly path: string; readonly name: string };
};

export type RenderProblem = (reply: FastifyReply, problem: SignInProblem) => FastifyReply;

type ProblemCode = keyof typeof PROBLEMS;

/** The problem with this code; its link begins again and leads to the same page. */
export function problemOf(code: ProblemCode, returnPath: string): SignInProblem {
  const path = `/sign-in?return=${encodeURIComponent(returnPath)}`;
  return { code, ...PROBLEMS[code], link: { path, name: 'Try to sign in again' } };
}

const PROBLEMS = {
  'sign-in-unavailable': {
    status: 503,
    heading: 'We can’t sign you in right now',
    sentence: 'Our sign-in service isn’t answering. Wait a few minutes, then try again.',
  },
  'sign-in-denied': {
    status: 400,
    heading: 'You’re not signed in',
    sentence: 'You stopped before you finished signing in. You can start again when you’re ready.',
  },
  'sign-in-over': {
    status: 400,
    heading: 'This sign-in is over',
    sentence: 'It took too long, or you finished it in another tab. Start again to sign in.',
  },
  'sign-in-refused': {
    status: 400,
    heading: 'We couldn’t sign you in',
    sentence: 'Something didn’t match when you came back from signing in. Start again to sign in.',
  },
  'sign-in-incomplete': {
    status: 502,
    heading: 'We couldn’t sign you in',
    sentence:
      'Our sign-in service didn’t send us all the information we need about your account. Try again later.',
  },
} as const;
