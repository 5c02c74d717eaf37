import type { OperatorRole } from '../../roles/index.ts';
import { accountNumber } from './fixed-ids.ts';
import { emailOf, NO_INDICATOR, type StandInPerson } from './stand-in-person.ts';

/** Staff, each with the one role of the same name; they are proofed but hold no VA records. */
export const operators: readonly StandInPerson[] = [
  operator({
    role: 'product-manager',
    name: 'Priya Manning',
    description: 'Writes the release plan, signs go or no-go, opens the next stage.',
    accountNumber: 101,
  }),
  operator({
    role: 'product-owner',
    name: 'Paulo Owens',
    description: 'Answers for the product; signs go or no-go.',
    accountNumber: 102,
  }),
  operator({
    role: 'engineer',
    name: 'Enid Gneer',
    description: 'Wires the feature, investigates, rolls back.',
    accountNumber: 103,
  }),
  operator({
    role: 'contact-center',
    name: 'Connie Centers',
    description: 'Hears what callers report; signs off for the contact center.',
    accountNumber: 104,
  }),
  operator({
    role: 'reviewer',
    name: 'Ravi Viewer',
    description: 'Reads the plan and its results; may take a feature back.',
    accountNumber: 105,
  }),
];

type OperatorParticulars = {
  readonly role: OperatorRole;
  readonly name: string;
  readonly description: string;
  readonly accountNumber: number;
};

function operator({
  role,
  name,
  description,
  accountNumber: n,
}: OperatorParticulars): StandInPerson {
  return {
    slug: role,
    group: 'operators',
    name,
    description,
    accountId: accountNumber(n),
    email: emailOf(role),
    credential: null,
    proofed: true,
    foundInMpi: false,
    vaPatient: false,
    indicators: NO_INDICATOR,
    roles: [role],
    contacts: null,
  };
}
