import type { ComponentChildren } from 'preact';
import {
  Breadcrumbs,
  dateInWords,
  Sentence,
  SideNavigation,
  useLanguage,
  useWords,
  type Breadcrumb,
  type PageFiles,
} from '../design-system/index.ts';
import type { Language } from '../lib/language.ts';
import { HOME, HUB, placesFor, type Reachable } from './places.ts';
import { renderSitePage, type SignInEnding } from './site/site-page.tsx';
import { WORDS } from './words.ts';

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
  const { place, reachable, language, accountName, children, ...page } = parts;
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
    breadcrumbs: <Breadcrumbs parents={parentsOf(parts)} current={heading} />,
    navigation: <SideNavigation label={HUB.name[language]} {...account} />,
    children: (
      <>
        {accountName !== null && <PrintedFor name={accountName} />}
        {children}
        <Printed {...parts} />
      </>
    ),
  });
}

/** Whose page it is, for whoever finds it on paper. */
function PrintedFor({ name }: { readonly name: string }) {
  return (
    <p class="print-only">
      <Sentence text={useWords(WORDS).site.printedFor} parts={{ name }} />
    </p>
  );
}

function Printed({ place: { path }, now }: Pick<ProfilePageParts, 'place' | 'now'>) {
  const moment = dateInWords(now, useLanguage());
  return (
    <p class="print-only">
      <Sentence text={useWords(WORDS).site.printed} parts={{ path, moment }} />
    </p>
  );
}

const parentsOf = ({ place, reachable }: ProfilePageParts): readonly Breadcrumb[] =>
  place === HUB || !reachable.hubShown ? [HOME] : [HOME, HUB];
