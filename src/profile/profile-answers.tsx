import type { ComponentChildren } from 'preact';
import {
  ContactsPage,
  mayKnowOfContacts,
  pageStateOf,
  readContacts,
  statusOf,
  type ContactsPageState,
} from '../contacts/index.ts';
import type { Place } from '../design-system/index.ts';
import { whyNotAllowed } from '../identity/index.ts';
import { AccountSecurity } from './account-security.tsx';
import {
  redirectTo,
  type PageAnswer,
  type ProfileDependencies,
  type Visitor,
} from './page-answer.ts';
import { Hub } from './hub.tsx';
import { ACCOUNT_SECURITY, CONTACTS, HUB } from './places.ts';
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
  const { visit, requestId, trace, signal } = visitor;
  switch (visit.kind) {
    case 'signed-out':
    case 'closed':
      return redirectTo(HUB);
    case 'not-allowed':
      return redirectTo(ACCOUNT_SECURITY);
    case 'not-enrolled':
      return contactsAnswer({ name: 'not-enrolled' }, visitor, dependencies);
    case 'admitted': {
      const { contacts, log } = dependencies;
      const reading = { contacts, log, requestId, trace, signal };
      const answer = await readContacts(visit.person, reading);
      return contactsAnswer(pageStateOf(answer), visitor, dependencies);
    }
  }
}

function contactsAnswer(
  state: ContactsPageState,
  visitor: Visitor,
  dependencies: ProfileDependencies,
): PageAnswer {
  const content = <ContactsPage state={state} requestId={visitor.requestId} />;
  return pageAnswer({ place: CONTACTS, status: statusOf(state), content, visitor }, dependencies);
}

type PageParts = {
  readonly place: Place;
  readonly status: number;
  readonly content: ComponentChildren;
  readonly visitor: Visitor;
};

function pageAnswer(parts: PageParts, { stylesheetUrl }: ProfileDependencies): PageAnswer {
  const { place, status, content, visitor } = parts;
  const html = renderProfilePage({
    place,
    contactsShown: mayKnowOfContacts(visitor.visit),
    language: visitor.language,
    failed: status >= 500,
    stylesheetUrl,
    children: content,
  });
  return { kind: 'page', status, html };
}
