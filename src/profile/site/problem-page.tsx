import {
  Breadcrumbs,
  Sentence,
  type Breadcrumb,
  type PageFiles,
} from '../../design-system/index.ts';
import type { Language, Translated } from '../../lib/language.ts';
import { HOME, HUB } from '../places.ts';
import { WORDS } from '../words.ts';
import { renderSitePage } from './site-page.tsx';

export type PageProblem = PageFiles & {
  readonly heading: Translated<string>;
  /** What happened and what to do, without detail that only an engineer needs. */
  readonly sentence: Translated<string>;
  /** The HTTP status that goes with the page. */
  readonly status: number;
  /** For support to find the request in the log; null when there is nothing to find. */
  readonly requestId: string | null;
  /** Where to go from here; the Profile unless told otherwise. */
  readonly link?: Breadcrumb;
  readonly language: Language;
};

/** The page for an error or for a path that leads nowhere. */
export function renderProblemPage(problem: PageProblem): string {
  const { status, requestId, link = HUB, language, stylesheetUrl, fontUrls = [] } = problem;
  const heading = problem.heading[language];
  return renderSitePage({
    heading,
    language,
    stylesheetUrl,
    fontUrls,
    signedIn: false,
    breadcrumbs: <Breadcrumbs parents={[HOME]} current={heading} />,
    navigation: null,
    children: (
      <div class="stack">
        <p>{problem.sentence[language]}</p>
        <p>
          <a href={link.path}>{link.name[language]}</a>
        </p>
        {requestId !== null && (
          <p class="quiet">
            <Sentence text={WORDS[language].mention} parts={{ status, requestId }} />
          </p>
        )}
      </div>
    ),
  });
}
