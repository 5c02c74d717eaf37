import type { ComponentChildren } from 'preact';
import { Breadcrumbs, SideNavigation, type Breadcrumb } from '../design-system/index.ts';
import type { Language } from '../lib/language.ts';
import { HOME, HUB, placesFor } from './places.ts';
import { renderSitePage, type SignInEnding } from './site/site-page.tsx';

type ProfilePageParts = {
  readonly place: Breadcrumb;
  readonly contactsShown: boolean;
  readonly language: Language;
  /** Whether the page could not do what it is for. */
  readonly failed: boolean;
  readonly stylesheetUrl: string;
  readonly ending: SignInEnding;
  readonly children: ComponentChildren;
};

/** A page of the Profile for someone who is signed in, as HTML text. */
export function renderProfilePage(parts: ProfilePageParts): string {
  const { place, language, failed, stylesheetUrl, ending, children } = parts;
  const name = place.name[language];
  return renderSitePage({
    heading: name,
    failed,
    language,
    stylesheetUrl,
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
