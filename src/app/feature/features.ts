import type { ActorType, DeclaredFeature } from '../../flags/index.ts';

export const CONTACTS_FEATURE = 'profile_contacts';

/** The features that this program’s code asks for; the start adds those that the store does not know yet, closed. */
export const DECLARED_FEATURES: readonly DeclaredFeature[] = [
  {
    key: CONTACTS_FEATURE,
    owner: 'Profile team',
    description:
      'The page “Personal health care contacts” in the Profile, its API, and what leads there',
    actorType: 'user',
    removeBy: '2027-11-30',
    // Its name is in the published plan. Whether it is open for somebody, only they learn.
    isPublic: true,
  },
];

/** Whether the toggle list may name it to strangers. */
export function isPublicFeature(key: string): boolean {
  return DECLARED_FEATURES.some((feature) => feature.key === key && feature.isPublic);
}

/** The kind of actor that a feature is checked for; a user unless declared otherwise. */
export function actorTypeOf(key: string): ActorType {
  return DECLARED_FEATURES.find((feature) => feature.key === key)?.actorType ?? 'user';
}
