import type { ComponentChildren } from 'preact';
import {
  ContactsPage,
  mayKnowOfContacts,
  outcomeOfReading,
  pageStateOf,
  readContacts,
  retryAfterOf,
  statusOf,
  VA_PROFILE_FAILED,
  type ContactsPageState,
  type Downtime,
} from '../contacts/index.ts';
import type { Breadcrumb } from '../design-system/index.ts';
import { whyNotAllowed, type Person } from '../identity/index.ts';
import type { Outcome } from '../lib/http/index.ts';
import { AccountSecurity } from './account-security.tsx';
import {
  redirectTo,
  type PageAnswer,
  type ProfileDependencies,
  type Visitor,
} from './page-answer.ts';
import { Hub } from './hub.tsx';
import { ACCOUNT_SECURITY, CONTACTS, HUB } from './places.ts';
import { tryAgainPath } from './one-address.ts';
import { renderProfilePage } from './profile-page.tsx';

export function answerForHub(visitor: Visitor, dependencies: ProfileDependencies): PageAnswer {
  if (whyNotAllowed(visitor.person) !== null) return redirectTo(ACCOUNT_SECURITY);
  const content = <Hub contactsShown={mayKnowOfContacts(visitor.visit)} />;
  return pageAnswer({ place: HUB, status: 200, content, visitor }, dependencies);
}

export function answerForAccountSecurity(
  visitor: Visitor,
  dependencies: ProfileDependencies,
): PageAnswer {
  const content = <AccountSecurity person={visitor.person} />;
  return pageAnswer({ place: ACCOUNT_SECURITY, status: 200, content, visitor }, dependencies);
}

export async function answerForContacts(
  visitor: Visitor,
  dependencies: ProfileDependencies,
): Promise<PageAnswer> {
  const { visit } = visitor;
  switch (visit.kind) {
    case 'signed-out':
    case 'closed':
      return redirectTo(HUB);
    case 'not-allowed':
      return redirectTo(ACCOUNT_SECURITY);
    case 'not-enrolled':
      return contactsAnswer({ state: { name: 'not-enrolled' }, visitor }, dependencies);
    case 'admitted': {
      const outlook = dependencies.downtime();
      if (outlook.kind === 'now') {
        const { until } = outlook.downtime;
        const downtime = {
          state: { name: 'downtime', until },
          outcome: VA_PROFILE_FAILED,
        } as const;
        return contactsAnswer({ ...downtime, visitor }, dependencies);
      }
      const reading = await readContactsFor(visit.person, visitor, dependencies);
      const [state, outcome] = [pageStateOf(reading), outcomeOfReading(reading)];
      const downtimeAhead = outlook.kind === 'soon' ? outlook.downtime : null;
      return contactsAnswer({ state, outcome, downtimeAhead, visitor }, dependencies);
    }
  }
}

function readContactsFor(
  person: Person,
  { requestId, trace, signal }: Visitor,
  { contacts, log }: ProfileDependencies,
): ReturnType<typeof readContacts> {
  return readContacts(person, { contacts, log, requestId, trace, signal });
}

type ContactsParts = {
  readonly state: ContactsPageState;
  readonly outcome?: Outcome | 'left';
  readonly downtimeAhead?: Downtime | null;
  readonly visitor: Visitor;
};

function contactsAnswer(
  { state, outcome, downtimeAhead = null, visitor }: ContactsParts,
  dependencies: ProfileDependencies,
): PageAnswer {
  const { requestId } = visitor;
  const again = tryAgainPath(CONTACTS.path);
  const content = <ContactsPage {...{ state, downtimeAhead, requestId }} tryAgainPath={again} />;
  const status = statusOf(state);
  const failed = state.name === 'unavailable';
  const answer = pageAnswer({ place: CONTACTS, status, failed, content, visitor }, dependencies);
  const retryAfter = retryAfterOf(state);
  return {
    ...answer,
    ...(outcome !== undefined && { outcome }),
    ...(retryAfter !== null && { retryAfter }),
  };
}

type PageParts = {
  readonly place: Breadcrumb;
  readonly status: number;
  /** Whether the page could not do what it is for. */
  readonly failed?: boolean;
  readonly content: ComponentChildren;
  readonly visitor: Visitor;
};

function pageAnswer(
  parts: PageParts,
  { stylesheetUrl, fontUrls = [], scriptUrl, now }: ProfileDependencies,
): Extract<PageAnswer, { kind: 'page' }> {
  const { place, status, failed = false, content, visitor } = parts;
  const html = renderProfilePage({
    place,
    contactsShown: mayKnowOfContacts(visitor.visit),
    language: visitor.language,
    accountName: visitor.accountName,
    now: now(),
    failed,
    stylesheetUrl,
    fontUrls,
    ending: { endsInMs: visitor.signInEndsInMs, scriptUrl },
    children: content,
  });
  return { kind: 'page', status, html };
}
