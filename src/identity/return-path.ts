const HOME = '/profile';

const LONGEST = 500;

/** Paths that would send someone who has just signed in round in a circle. */
const SIGNING = ['/sign-in', '/sign-out', '/auth/callback'];

/**
 * Where to go after sign-in: the path asked for when it leads to a page of this site, else the Profile.
 * A path is rebuilt from its parts, so that what a browser would read as another site cannot pass.
 */
export function readReturnPath(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > LONGEST || !asked.startsWith('/')) return HOME;
  if (!URL.canParse(asked, NOWHERE)) return HOME;
  const { origin, pathname, search, hash } = new URL(asked, NOWHERE);
  const leadsElsewhere = origin !== NOWHERE || pathname.startsWith('//');
  if (leadsElsewhere || SIGNING.includes(pathname)) return HOME;
  return `${pathname}${search}${hash}`;
}

const NOWHERE = 'https://same-site.invalid';
