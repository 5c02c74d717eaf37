import { releasePath, type ReleasePage } from '../frame/addresses.ts';
import type { ConsoleNotice } from '../frame/console-document.tsx';

type PlaceInConsole = { readonly words: string } & (
  | { readonly page: ReleasePage; readonly heading?: string }
  | { readonly path: string }
);

const ROOM = { page: 'go-no-go', words: 'Open Go/no-go' } as const;
const ITEMS = {
  page: 'go-no-go',
  heading: 'items',
  words: 'See the items and who owns them',
} as const;
const CONDITIONS = {
  page: 'go-no-go',
  heading: 'conditions',
  words: 'See the conditions',
} as const;
const QUESTIONS = { page: 'now', heading: 'questions', words: 'See the questions' } as const;
const FLAGS = { path: '/console/flags', words: 'Open Flags' } as const;

/**
 * Where a step that was refused with this code leads to. The sentences of a release name no door, so each door says in
 * its own terms where to go: here, the page.
 */
export const PLACES_BY_CODE = {
  'toggle-open': FLAGS,
  'go-needed': ROOM,
  'new-go-needed': ROOM,
  'go-ends': ROOM,
  'go-void': ROOM,
  paused: ROOM,
  'questions-open': QUESTIONS,
  'answered-no': QUESTIONS,
  'items-open': ITEMS,
  'item-not-good': ITEMS,
  'conditions-open': CONDITIONS,
  'no-such-session': { page: 'testing', heading: 'sessions', words: 'See the sessions' },
  'testers-not-seen': { page: 'testing', words: 'Open Testing' },
  'check-ins-open': { page: 'now', heading: 'check-ins', words: 'See the check-ins' },
  'flag-left': FLAGS,
  'flag-asked': FLAGS,
} as const satisfies Readonly<Record<string, PlaceInConsole>>;

/** The link below the sentence of a refusal; undefined where it leads to no other place. */
export function leadsTo(code: string, release: string): ConsoleNotice['leadsTo'] {
  const place: PlaceInConsole | undefined = isKnown(code) ? PLACES_BY_CODE[code] : undefined;
  if (place === undefined) return undefined;
  if ('path' in place) return { href: place.path, words: place.words };
  const { page, heading, words } = place;
  return { href: `${releasePath(release, page)}${heading ? `#${heading}` : ''}`, words };
}

function isKnown(code: string): code is keyof typeof PLACES_BY_CODE {
  return Object.hasOwn(PLACES_BY_CODE, code);
}
