import type { Address } from '../../src/contacts/domain/address.ts';

/** Nothing of an address is on file. */
export const NO_ADDRESS: Address = {
  street: [null, null, null],
  city: null,
  state: null,
  provinceCode: null,
  zipCode: null,
  postalCode: null,
  country: null,
};
