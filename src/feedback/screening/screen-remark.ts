import { holdsAddress } from './addresses.ts';
import { holdsName } from './names.ts';
import { holdsEmail, holdsLongNumber } from '../../lib/screening/index.ts';
import type { ShownPerson } from './shown-person.ts';

/** What a remark must not hold: it could say who somebody is, or where. */
export type PersonalKind = 'number' | 'email' | 'address' | 'name';

/**
 * What of the kind a remark holds, in a fixed order; nothing when it can be kept. It is to have been cleaned as text
 * from people before.
 */
export function screenRemark(
  remark: string,
  shown: readonly ShownPerson[],
): readonly PersonalKind[] {
  const holds: Readonly<Record<PersonalKind, boolean>> = {
    name: holdsName(remark, shown),
    number: holdsLongNumber(remark),
    email: holdsEmail(remark),
    address: holdsAddress(remark, shown),
  };
  return PERSONAL_KINDS.filter((kind) => holds[kind]);
}

const PERSONAL_KINDS: readonly PersonalKind[] = ['name', 'number', 'email', 'address'];
