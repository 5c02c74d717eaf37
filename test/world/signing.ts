/** The people of a release who answer the questions of the example plan and sign its go, by the command line. */
export const CORA = ['--as', 'Cora Callahan', '--role', 'contact-center'] as const;
export const PRIYA = ['--as', 'Priya Manning', '--role', 'product-manager'] as const;

/** The plan wants a tester to have been seen before; most journeys have none. */
export const UNSEEN = ['--reason', 'No tester in this journey'] as const;

/** Those of whom something is asked answer yes, then the product manager signs. */
export async function signGo(
  phcc: (...args: readonly string[]) => Promise<unknown>,
  ...options: readonly string[]
): Promise<void> {
  await phcc('plan', 'answer', 'yes', ...CORA);
  await phcc('plan', 'answer', 'yes', ...PRIYA);
  await phcc('plan', 'go', ...UNSEEN, ...options, ...PRIYA);
}
