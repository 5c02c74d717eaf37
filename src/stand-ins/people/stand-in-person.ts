import type { Credential } from '../../identity/index.ts';
import type { OperatorRole } from '../../roles/index.ts';
import type { AssociatedPerson } from '../../va-profile/index.ts';

/** One invented person, as the stand-ins for sign-in and for VA Profile know them. */
export type StandInPerson = {
  /** The person's name in the picker's markup, in commands and in tests. */
  readonly slug: string;
  readonly group: 'veterans' | 'operators' | 'synthetic';
  readonly name: string;
  /** One sentence that says what is special about this person. */
  readonly description: string;
  readonly accountId: string;
  readonly email: string;
  readonly credential: Credential | null;
  readonly proofed: boolean;
  readonly foundInMpi: boolean;
  readonly vaPatient: boolean;
  readonly indicators: {
    readonly competent: boolean;
    readonly noFiduciaryAssigned: boolean;
    readonly notDeceased: boolean;
  };
  readonly roles: readonly OperatorRole[];
  /** What VA Profile holds, in its own order; null when VA Profile does not know the person. */
  readonly contacts: readonly AssociatedPerson[] | null;
};

export const NO_INDICATOR = {
  competent: true,
  noFiduciaryAssigned: true,
  notDeceased: true,
} as const;

export const emailOf = (slug: string): string => `${slug}@example.test`;
