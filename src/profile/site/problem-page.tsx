import { Breadcrumbs, type Place } from '../../design-system/index.ts';
import { HOME, HUB } from '../places.ts';
import { renderSitePage } from './site-page.tsx';

export type Problem = {
  readonly heading: string;
  /** What happened and what to do, without detail that only an engineer needs. */
  readonly sentence: string;
  /** The HTTP status that goes with the page. */
  readonly status: number;
  /** For support to find the request in the log; null when there is nothing to find. */
  readonly requestId: string | null;
  /** Where to go from here; the Profile unless told otherwise. */
  readonly link?: Place;
  readonly stylesheetUrl: string;
};

/** The page for an error or for a path that leads nowhere. */
export function renderProblemPage(problem: Problem): string {
  const { heading, sentence, status, requestId, link = HUB, stylesheetUrl } = problem;
  return renderSitePage({
    heading,
    stylesheetUrl,
    signedIn: false,
    breadcrumbs: <Breadcrumbs parents={[HOME]} current={heading} />,
    navigation: null,
    children: (
      <div class="stack">
        <p>{sentence}</p>
        <p>
          <a href={link.path}>{link.name}</a>
        </p>
        {requestId !== null && (
          <p class="quiet">
            If you call us about this, mention error {status} and reference {requestId}.
          </p>
        )}
      </div>
    ),
  });
}
