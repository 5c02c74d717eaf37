/** The people of a release who answer the questions of the example plan and sign its go, by the command line. */
export const CORA = ['--as', 'Cora Callahan', '--role', 'contact-center'] as const;
export const PRIYA = ['--as', 'Priya Manning', '--role', 'product-manager'] as const;

/** The plan wants a tester to have been seen before; most journeys have none. */
export const UNSEEN = ['--reason', 'No tester in this journey'] as const;

const ITEMS_BY: Readonly<Record<string, readonly string[]>> = {
  'contact-center': CORA,
  'product-manager': PRIYA,
  'product-owner': ['--as', 'Olga Owner', '--role', 'product-owner'],
  engineer: ['--as', 'Enzo Engineer', '--role', 'engineer'],
};

type Phcc = (...args: readonly string[]) => Promise<unknown>;

type ToAnswer = {
  readonly number: number;
  readonly owner: string | null;
  readonly goodAnswer: string;
  readonly state: string;
};

/** Everybody answers the open items of their role as they should be. */
export async function answerItems(phcc: Phcc): Promise<void> {
  const printed = (await phcc('plan', 'status', '--json')) as string | { readonly output: string };
  const told = typeof printed === 'string' ? printed : printed.output;
  const { goNoGo } = JSON.parse(told) as { goNoGo: { items: readonly ToAnswer[] } };
  const open = goNoGo.items.filter(({ state }) => state === 'open');
  for (const [owner, by] of Object.entries(ITEMS_BY)) {
    for (const answer of ['yes', 'no']) {
      const theirs = open.filter((one) => one.owner === owner && one.goodAnswer === answer);
      const numbers = theirs.map(({ number }) => number).join(',');
      if (numbers !== '') await phcc('plan', 'item', numbers, answer, ...by);
    }
  }
}

/** Those of whom something is asked answer, then the product manager signs. */
export async function signGo(phcc: Phcc, ...options: readonly string[]): Promise<void> {
  await phcc('plan', 'answer', 'yes', ...CORA);
  await phcc('plan', 'answer', 'yes', ...PRIYA);
  await answerItems(phcc);
  await phcc('plan', 'go', ...UNSEEN, ...options, ...PRIYA);
}
