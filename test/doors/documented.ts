import { doorOf, scopesFor, type Door, type DoorRoute } from '../../src/app/http/doors.ts';
import { allowedBy, type LimitName } from '../../src/app/http/limits.ts';
import { MOST_STREAMS_PER_ADDRESS } from '../../src/app/http/streams.ts';
import { SAFE_METHODS } from '../../src/identity/index.ts';

/** The rows of docs/doors.md, from the routes as they are mounted. */
export function documented(all: readonly DoorRoute[]): readonly (readonly string[])[] {
  const methods = byRoute(all);
  return [...methods]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([route, group]) => rowOf(route, group));
}

function byRoute(all: readonly DoorRoute[]): ReadonlyMap<string, readonly DoorRoute[]> {
  const groups = new Map<string, DoorRoute[]>();
  for (const place of all) {
    const route = place.route.replace(/(.)\/$/, '$1');
    groups.set(route, [...(groups.get(route) ?? []), place]);
  }
  return groups;
}

function rowOf(route: string, group: readonly DoorRoute[]): readonly string[] {
  const verbs = [...new Set(group.map(({ method }) => method))].filter((verb) => verb !== 'HEAD');
  const { who, bodyBytes, answerMs, cache } = doorOf(route);
  const body = group.some(({ method }) => !SAFE_METHODS.includes(method))
    ? inBytes(bodyBytes)
    : 'none';
  const scopes = new Set(group.map(({ method }) => scopesFor(route, method).join(' or ')));
  const within = answerMs === null ? 'no limit' : `${answerMs / 1_000} s`;
  return [
    `\`${route}\``,
    verbs.length > 4 ? 'any' : verbs.join(', '),
    who,
    who.includes('token') ? [...scopes].join(', ') : 'none',
    limitsOf(doorOf(route)),
    body,
    within,
    cache,
  ];
}

function limitsOf({ who, limit }: Door): string {
  if (limit === 'none') return 'none';
  const counted = (name: LimitName) => allowedBy(name, 6_000).toLocaleString('en-US');
  const streams = limit === 'stream' ? ` and ${MOST_STREAMS_PER_ADDRESS} open` : '';
  const byAddress = `${counted(limit === 'sign-in' ? 'sign-in' : 'address')}${streams} by address`;
  if (who === 'anyone') return byAddress;
  if (who === 'person or token') return `${byAddress} or token, ${counted('account')} by account`;
  const further = who.startsWith('token') ? 'token' : 'account';
  return `${byAddress}, ${counted(further)} by ${further}`;
}

const inBytes = (bytes: number) =>
  bytes >= 1_048_576 ? `${bytes / 1_048_576} MB` : `${bytes / 1_024} kB`;

/** The cells of a line of a table. */
export const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
