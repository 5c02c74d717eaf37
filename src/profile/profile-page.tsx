import type { ComponentChildren } from 'preact';
import {
  Breadcrumbs,
  SideNavigation,
  type Breadcrumb,
  type PageFiles,
} from '../design-system/index.ts';
import type { Language } from '../lib/language.ts';
import { HOME, HUB, parentsFor, placesFor, type Reachable } from './places.ts';
import { renderSitePage, type SignInEnding } from './site/site-page.tsx';

type ProfilePageParts = PageFiles & {
  readonly place: Breadcrumb;
  readonly reachable: Reachable;
  /** What the account is called. */
  readonly accountName: string | null;
  readonly now: Date;
  readonly language: Language;
  /** Whether the page could not do what it is for. */
  readonly failed: boolean;
  readonly ending: SignInEnding;
  readonly children: ComponentChildren;
};

/** A page of the Profile for someone who is signed in, as HTML text. */
export function renderProfilePage(parts: ProfilePageParts): string {
  const { place, reachable, language, accountName, ...page } = parts;
  const heading = place.name[language];
  const account = {
    name: accountName,
    hubShown: reachable.hubShown,
    places: placesFor(reachable),
    currentPath: place.path,
  };
  return renderSitePage({
    ...page,
    heading,
    language,
    account,
    printedPath: place.path,
    breadcrumbs: (
      <Breadcrumbs parents={place === HUB ? [HOME] : parentsFor(reachable)} current={heading} />
    ),
    navigation: <SideNavigation label={HUB.name[language]} {...account} />,
  });
}
