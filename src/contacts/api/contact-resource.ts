import type { Address } from '../domain/address.ts';
import type { Contact } from '../domain/contact.ts';

/**
 * One contact as a JSON:API resource: the original's twelve attributes, null when not on file, and after
 * them whichever of province code, postal code and country is on file. Source: GET /v0/profile/contacts.
 */
export function contactResource(contact: Contact) {
  return { id: contact.id, type: 'contact', attributes: attributesOf(contact) };
}

function attributesOf({ type, name, relationship, address, phone }: Contact) {
  const [addressLine1, addressLine2, addressLine3] = address.street;
  return {
    contactType: type,
    givenName: name.given,
    middleName: name.middle,
    familyName: name.family,
    relationship,
    addressLine1,
    addressLine2,
    addressLine3,
    city: address.city,
    state: address.state,
    zipCode: address.zipCode,
    primaryPhone: phone,
    ...foreignParts(address),
  };
}

const foreignParts = ({ provinceCode, postalCode, country }: Address) => ({
  ...(provinceCode !== null && { provinceCode }),
  ...(postalCode !== null && { postalCode }),
  ...(country !== null && { country }),
});
