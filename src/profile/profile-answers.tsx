import { mayKnowOfContacts } from '../contacts/index.ts';
import { whyNotAllowed } from '../identity/index.ts';
import { AccountSecurity } from './account-security.tsx';
import {
  redirectTo,
  type PageAnswer,
  type ProfileDependencies,
  type Visitor,
} from './page-answer.ts';
import { Hub } from './hub.tsx';
import { pageAnswer } from './page-around.tsx';
import { ACCOUNT_SECURITY, HUB } from './places.ts';

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
