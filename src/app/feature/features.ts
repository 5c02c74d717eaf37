import type { ActorType, ChangeDeps, DeclaredFeature, FeatureRecords } from '../../flags/index.ts';
import type { Clock } from '../../lib/clock.ts';

export const CONTACTS_FEATURE = 'profile_contacts';

/** The features whose pages report what happens on them. */
export const PAGE_FEATURES: readonly string[] = [CONTACTS_FEATURE];

/** The features that this program’s code asks for; the start adds those that the store does not know yet, closed. */
export const DECLARED_FEATURES: readonly DeclaredFeature[] = [
  {
    key: CONTACTS_FEATURE,
    owner: 'Profile team',
    description:
      'The page “Personal health care contacts” in the Profile, its API, and what leads there',
    actorType: 'user',
    removeBy: '2027-11-30',
    inCode: [
      ...['compose.ts', 'feature/features.ts', 'feature/feedback.ts', 'feature/page-events.ts'],
      ...['feature/preflight-probe.ts', 'feature/profile-endpoints.ts', 'for-people.ts'],
    ].map((file) => `src/app/${file} (CONTACTS_FEATURE)`),
    // Its name is in the published plan. Whether it is open for a person, only that person learns.
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

/** A feature that was asked for within this time is taken for one that a program needs, in milliseconds. */
const ASKED_OF_LATE_MS = 3_600_000;

/** Which program still asks for a feature, and what comes before removing it; null where none does. */
export function whoStillAsks(key: string, lastAskedAt: Date | undefined, now: Date): string | null {
  if (DECLARED_FEATURES.some((feature) => feature.key === key)) {
    return `The code of the running program asks for ${key}; removing it would close what it opens for everyone. ${CODE_FIRST}`;
  }
  if (lastAskedAt === undefined || now.getTime() - lastAskedAt.getTime() >= ASKED_OF_LATE_MS)
    return null;
  return `A program asked for ${key} within the last hour, at ${lastAskedAt.toISOString()}. ${CODE_FIRST}`;
}

const CODE_FIRST =
  'Remove it from the code first, deploy that, and remove it once no program asks for it anymore. ' +
  'To close it for everyone instead, disable it.';

/** Which of some features a program still asks for, as a sentence; null: none of them. */
export function stillAskedBy(
  records: Pick<FeatureRecords, 'lastAsked'>,
  clock: Clock,
): NonNullable<ChangeDeps['stillAsked']> {
  return async (keys) => {
    const lastAsked = await records.lastAsked();
    const now = clock.now();
    const sentences = keys.map((key) => whoStillAsks(key, lastAsked.get(key), now));
    return sentences.find((sentence) => sentence !== null) ?? null;
  };
}
