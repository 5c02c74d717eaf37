import { carriesReleases, OPERATOR_ROLES } from '../../roles/index.ts';
import { signedBy } from '../journal/changelog.ts';
import type { Who } from '../journal/journal.ts';
import type { Progress, Signature } from '../journal/progress.ts';
import type { ReleasePlan } from '../../plan/index.ts';
import type { Refusal } from './situation.ts';

/** Who signs, for how much, and on what. */
type Signing = {
  readonly plan: Pick<ReleasePlan, 'terms'>;
  readonly progress: Pick<Progress, 'signatures' | 'noGos' | 'goNoGo'>;
  readonly who: Who;
  readonly upTo: string | null;
};

/** Why this person can’t sign; null: they can. */
export function whyNotSigner({ plan, progress, who, upTo }: Signing): Refusal | null {
  const { goSignedBy } = plan.terms;
  if (!signersOf(plan).includes(who.role))
    return { code: 'not-allowed', sentence: notSigner(who, goSignedBy) };
  const before = progress.signatures.find(
    (one) => one.upTo === upTo && isSamePerson(one, who) && one.who.role !== who.role,
  );
  if (goSignedBy.length === 0 || !before) return null;
  const sentence = `${signedBy(before.who)} has signed. One person can’t sign for two roles: the ${inWords(who.role)} has to be another person.`;
  return { code: 'signed-already', sentence };
}

/** The roles that sign a go, a no-go or a pause. */
export function signersOf({ terms }: Signing['plan']): readonly string[] {
  return terms.goSignedBy.length > 0 ? terms.goSignedBy : OPERATOR_ROLES.filter(carriesReleases);
}

/** Who has to sign besides this person before the go is in force, in words. */
export function awaitedBesides({ plan, progress, who, upTo }: Signing): readonly string[] {
  const earlier = progress.signatures.filter((one) => one.upTo === upTo).map((one) => one.who);
  const signers = [...earlier, who];
  const roles = plan.terms.goSignedBy.filter((role) => !signers.some((one) => one.role === role));
  const lifts = progress.noGos.flatMap((noGo) => liftsMissing(noGo, signers));
  const others = plan.terms.authorSignsAlone ? [] : othersThanAuthor(progress.goNoGo, signers);
  return [...roles.map(inWords), ...new Set(lifts), ...others];
}

function othersThanAuthor(
  { planAuthor }: Progress['goNoGo'],
  signers: readonly Who[],
): readonly string[] {
  if (planAuthor === null || !signers.every((one) => isSamePerson({ who: planAuthor }, one)))
    return [];
  return [`somebody other than ${planAuthor.name}, who changed the plan last`];
}

/** A no-go stands until its author signs a go, or two others do. */
function liftsMissing(noGo: Signature, signers: readonly Who[]): readonly string[] {
  if (signers.some((one) => isSamePerson(noGo, one))) return [];
  const missing = LIFTS - new Set(signers.map(({ name }) => plain(name))).size;
  if (missing <= 0) return [];
  return [`${noGo.who.name}, who said no-go, or ${missing === 1 ? 'one other' : 'two others'}`];
}

/** In people. */
const LIFTS = 2;

/** Why no go is in force although people have signed or said no; null: no one has. */
export function standingInWords({
  progress,
  plan,
}: Pick<Signing, 'progress' | 'plan'>): string | null {
  const { noGos, signatures } = progress;
  const said = noGos.map(
    ({ who, why }) =>
      `${signedBy(who)} said no-go${why === null ? '' : ` (${why})`}. It stands until ${who.name}, or two others, sign a go.`,
  );
  const last = signatures.at(-1);
  const awaited = last ? awaitedBesides({ plan, progress, who: last.who, upTo: last.upTo }) : [];
  const signed = last
    ? [`Signed so far by ${signatures.map(({ who }) => signedBy(who)).join('; ')}.`]
    : [];
  const missing = awaited.length > 0 ? [`Still to sign: ${awaited.join('; ')}.`] : [];
  const sentences = [...said, ...signed, ...missing];
  return sentences.length === 0 ? null : sentences.join(' ');
}

function notSigner(who: Who, roles: readonly string[]): string {
  const signers =
    roles.length === 0
      ? 'a product manager, product owner or engineer'
      : roles.map(inWords).join(', ');
  return `A go or no-go of this plan is signed by ${signers}, and not by the role ${who.role}. Ask them.`;
}

/** Whatever role they act in. */
export function isSamePerson({ who }: Pick<Signature, 'who'>, other: Who): boolean {
  return plain(who.name) === plain(other.name);
}

function plain(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}

function inWords(role: string): string {
  return role.replaceAll('-', ' ');
}
