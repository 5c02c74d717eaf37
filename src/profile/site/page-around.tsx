import type { ComponentChildren } from 'preact';
import { Breadcrumbs, SideNavigation } from '../../design-system/index.ts';
import { HUB, parentsFor } from '../places.ts';
import { renderSitePage, type PageSurroundings } from './site-page.tsx';

type PageAroundParts = PageSurroundings & {
  readonly heading: string;
  readonly children: ComponentChildren;
};

/** A page that is none of the Profile; with the ways into it for somebody who is signed in. */
export function renderPageAround(parts: PageAroundParts): string {
  const { heading, children, language, account, now, stylesheetUrl, fontUrls = [] } = parts;
  return renderSitePage({
    ...{ heading, children, language, account, now, stylesheetUrl, fontUrls },
    breadcrumbs: <Breadcrumbs parents={parentsFor(account)} current={heading} />,
    navigation: account && <SideNavigation label={HUB.name[language]} {...account} />,
  });
}
