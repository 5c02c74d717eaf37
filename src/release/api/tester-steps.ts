import { ok, type Result } from '../../lib/result.ts';
import type { Refusal, Step } from '../decisions/decide.ts';
import type { TesterTerms } from '../testing/enrolling.ts';
import { problemWithTester } from './bodies.ts';

/** Finds a tester by the e-mail they sign in with; the address itself is not kept. */
export type FindTester = (email: string) => Promise<{
  readonly emailDigest: string;
  /** Null: nobody has signed in with it. */
  readonly accountId: string | null;
}>;

/** Enrolls who has an account, and invites who has none yet. */
export async function enrollStep(
  findTester: FindTester,
  { email, terms }: { readonly email: string; readonly terms: TesterTerms | undefined },
): Promise<Result<Step, Refusal>> {
  const problem = problemWithTester({ email });
  if (problem) return { ok: false, error: problem };
  const { emailDigest, accountId } = await findTester(email);
  const tester = { emailDigest, ...(terms && { terms }) };
  return ok(
    accountId === null
      ? { kind: 'invite-tester', ...tester }
      : { kind: 'enroll-tester', ...tester, accountId },
  );
}

export async function removeStep(
  findTester: FindTester,
  email: string,
): Promise<Result<Step, Refusal>> {
  const problem = problemWithTester({ email });
  if (problem) return { ok: false, error: problem };
  const { emailDigest } = await findTester(email);
  return ok({ kind: 'remove-tester', emailDigest });
}
