import { isSameName } from '../../lib/spelling.ts';
import { quoted, textFromPeople } from '../../lib/text-from-people.ts';

/** What a token may be for. Each scope opens its own doors alone; none includes another. */
export const GRANTED_SCOPES = [
  'read',
  'evaluate',
  'flags',
  'release',
  'observations',
  'metrics',
] as const;

/** `administrator`, which includes all others, is the program’s own token’s and never granted. */
export type TokenScope = (typeof GRANTED_SCOPES)[number] | 'administrator';

/** What a token that we know may do. */
export type TokenGrant = {
  readonly name: string;
  /** Such as `read`, `flags`, or for one toggle alone `flags:profile_contacts`. */
  readonly scopes: readonly string[];
  /** False while its store has not answered for so long that it may have been revoked. */
  readonly isFresh: boolean;
};

const FOR_ONE_TOGGLE: readonly string[] = ['flags', 'observations'];
const LONGEST_TOGGLE = 255;

/** Whether the scope is held at all, be it for one toggle. */
export function holdsScope(grant: TokenGrant, scope: TokenScope): boolean {
  return isAdministrator(grant) || grant.scopes.some((held) => partsOf(held).scope === scope);
}

/** Whether the scope is held for this toggle, in whatever spelling. */
export function holdsScopeFor(grant: TokenGrant, scope: TokenScope, toggle: string): boolean {
  if (isAdministrator(grant)) return true;
  return grant.scopes.map(partsOf).some((held) => {
    return held.scope === scope && (held.toggle === null || isSameName(held.toggle, toggle));
  });
}

/** Why this can’t be granted, in a sentence; null where it can. */
export function problemWithScope(written: string): string | null {
  const { scope, toggle } = partsOf(written);
  const isKnown = GRANTED_SCOPES.some((known) => known === scope);
  const isFine = toggle === null || (FOR_ONE_TOGGLE.includes(scope) && isToggle(toggle));
  if (isKnown && isFine) return null;
  return `There is no scope ${quoted(written)}. The scopes are ${GRANTED_SCOPES.join(', ')}, and for one toggle alone flags:TOGGLE and observations:TOGGLE.`;
}

const isAdministrator = ({ scopes }: TokenGrant) => scopes.includes('administrator');

const isToggle = (toggle: string) => textFromPeople(toggle, LONGEST_TOGGLE).text === toggle;

/** A toggle’s name may hold colons. */
function partsOf(written: string): { readonly scope: string; readonly toggle: string | null } {
  const colon = written.indexOf(':');
  if (colon === -1) return { scope: written, toggle: null };
  return { scope: written.slice(0, colon), toggle: written.slice(colon + 1) };
}
