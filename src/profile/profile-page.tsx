import type { ComponentChildren } from 'preact';
import {
  Breadcrumbs,
  SideNavigation,
  type Breadcrumb,
  type PageFiles,
} from '../design-system/index.ts';
import type { Language } from '../lib/language.ts';
import { HOME, HUB, placesFor } from './places.ts';
import { renderSitePage, type SignInEnding } from './site/site-page.tsx';

type ProfilePageParts = PageFiles & {
  readonly place: Breadcrumb;
  readonly contactsShown: boolean;
  readonly language: Language;
  /** Whether the page could not do what it is for. */
  readonly failed: boolean;
  readonly ending: SignInEnding;
  readonly children: ComponentChildren;
};

/** A page of the Profile for someone who is signed in, as HTML text. */
export function renderProfilePage(parts: ProfilePageParts): string {
  const { place, language, failed, stylesheetUrl, fontUrls = [], ending, children } = parts;
  const name = place.name[language];
  return renderSitePage({
    heading: name,
    failed,
    language,
    stylesheetUrl,
    fontUrls,
    signedIn: true,
    ending,
    breadcrumbs: <Breadcrumbs parents={parentsOf(place)} current={name} />,
    navigation: (
      <SideNavigation
        label={HUB.name[language]}
        places={placesFor(parts)}
        currentPath={place.path}
      />
    ),
    children,
  });
}

const parentsOf = (place: Breadcrumb): readonly Breadcrumb[] =>
  place === HUB ? [HOME] : [HOME, HUB];
