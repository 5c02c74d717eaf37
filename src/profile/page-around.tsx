import type { ComponentChildren } from 'preact';
import { mayKnowOfContacts } from '../contacts/index.ts';
import { whyNotAllowed } from '../identity/index.ts';
import type { Breadcrumb } from '../design-system/index.ts';
import type { PageAnswer, ProfileDependencies, Visitor } from './page-answer.ts';
import { renderProfilePage } from './profile-page.tsx';

type PageParts = {
  readonly place: Breadcrumb;
  readonly status: number;
  /** Whether the page could not do what it is for. */
  readonly failed?: boolean;
  readonly content: ComponentChildren;
  readonly visitor: Visitor;
};

/** The page of the Profile that holds this content. */
export function pageAnswer(
  parts: PageParts,
  { stylesheetUrl, fontUrls = [], scriptUrl, now }: ProfileDependencies,
): Extract<PageAnswer, { kind: 'page' }> {
  const { place, status, failed = false, content, visitor } = parts;
  const html = renderProfilePage({
    place,
    reachable: {
      contactsShown: mayKnowOfContacts(visitor.visit),
      hubShown: whyNotAllowed(visitor.person) === null,
    },
    language: visitor.language,
    accountName: visitor.accountName,
    now: now(),
    failed,
    stylesheetUrl,
    fontUrls,
    ending: { endsInMs: visitor.signInEndsInMs, scriptUrl, containerUrl: visitor.containerUrl },
    children: content,
  });
  return { kind: 'page', status, html };
}
