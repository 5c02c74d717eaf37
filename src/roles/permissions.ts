/** The roles of people who run releases, in the order in which they are told. */
export const OPERATOR_ROLES = [
  'product-manager',
  'product-owner',
  'engineer',
  'contact-center',
  'reviewer',
] as const;
export type OperatorRole = (typeof OPERATOR_ROLES)[number];

const EVERYONE: readonly OperatorRole[] = OPERATOR_ROLES;
const CARRIERS: readonly OperatorRole[] = ['product-manager', 'product-owner', 'engineer'];

/** Which roles may do what: the one table for console, API and command line; docs/roles.md is compared with it. */
export const PERMISSIONS = {
  look: EVERYONE,
  rollback: EVERYONE,
  hold: EVERYONE,
  // Whose answer is asked for, the question says.
  answer: EVERYONE,
  // Whose signature counts, the plan says.
  go: EVERYONE,
  'no-go': EVERYONE,
  pause: EVERYONE,
  // Whose answer an item or a condition waits for, its owner says.
  'answer-item': EVERYONE,
  'close-condition': EVERYONE,
  // Changes nothing, and is bounded.
  rehearse: EVERYONE,
  load: CARRIERS,
  start: CARRIERS,
  'invite-tester': CARRIERS,
  'enroll-tester': CARRIERS,
  'remove-tester': CARRIERS,
  'plan-session': CARRIERS,
  'cancel-session': CARRIERS,
  'record-task': CARRIERS,
  'record-bug': CARRIERS,
  advance: CARRIERS,
  'step-back': CARRIERS,
  resume: CARRIERS,
  note: CARRIERS,
  'void-go': CARRIERS,
  'check-in': CARRIERS,
  'enter-calls': ['contact-center'],
  'enter-result': CARRIERS,
  close: CARRIERS,
  'close-flag': EVERYONE,
  'widen-flag': CARRIERS,
  'mark-remark': CARRIERS,
  'resend-alert': CARRIERS,
  // A program may carry a release by its token, so only who may carry it forward stops the program.
  'revoke-token': CARRIERS,
  // Of another account; one’s own anybody ends. Who has lost a phone calls the contact center.
  'end-sessions': [...CARRIERS, 'contact-center'],
} as const satisfies Readonly<Record<string, readonly OperatorRole[]>>;

export type Action = keyof typeof PERMISSIONS;

export function mayDo(role: string, action: Action): boolean {
  return PERMISSIONS[action].some((one) => one === role);
}

/** The first of somebody’s roles that may do this; null: none of them. */
export function roleFor(roles: readonly OperatorRole[], action: Action): OperatorRole | null {
  return roles.find((role) => mayDo(role, action)) ?? null;
}

/** Roles that carry a release forward, and sign where the plan names no roles. */
export function carriesReleases(role: string): boolean {
  return CARRIERS.some((one) => one === role);
}

/** `a product manager, product owner or engineer`, `the contact center`. */
export function whoMay(action: Action): string {
  const names = PERMISSIONS[action].map((role) => role.replaceAll('-', ' '));
  const last = names.at(-1) ?? '';
  return names.length < 2 ? `the ${last}` : `a ${names.slice(0, -1).join(', ')} or ${last}`;
}
