/** The features that this program declares; the start adds those that the store does not know yet, closed. */
export const CONTACTS_FEATURE = 'profile_contacts';

export const DECLARED_FEATURES = [CONTACTS_FEATURE] as const;
