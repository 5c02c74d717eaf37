import { capitalized } from '../../lib/spelling.ts';
import type { ComponentChildren } from 'preact';

import type { ReleaseStatus } from '../../release/index.ts';
import { releasePath, RELEASE_PAGES, type ReleasePage } from './addresses.ts';
import { AsOf } from './as-of.tsx';
import { consoleDocument, type ConsoleFrame } from './console-document.tsx';
import { NoticeAlert } from './notice.tsx';
import { StateTag } from './state-tag.tsx';

/** What every page of one release shows. */
export type ReleaseFrame = ConsoleFrame & {
  readonly release: ReleaseStatus;
  /** When it was looked up, in ISO 8601. */
  readonly asOf: string;
};

type ReleaseContent = ReleaseFrame & {
  readonly page: ReleasePage;
  /** What stands in the heading; left out: what the tab of the page is called. */
  readonly heading?: string;
  /** Its address; left out: that of its tab. */
  readonly path?: string;
  /** On a page that also hears of rehearsals: the key of the one that is under way there, or null. */
  readonly rehearsing?: string | null;
  readonly children: ComponentChildren;
};

/** One page of a release: where it stands stands first, on each. */
export function releaseDocument(content: ReleaseContent): string {
  const { release, page, asOf, notice, isAnswer = false, children } = content;
  const label = content.heading ?? RELEASE_PAGES.find((one) => one.page === page)?.label ?? '';
  return consoleDocument({
    ...content,
    heading: page === 'now' ? titleOf(release) : `${label}: ${titleOf(release)}`,
    live: isAnswer ? undefined : livePath(release, content.rehearsing),
    children: (
      <>
        <NoticeAlert notice={notice} />
        <StateLine release={release} />
        <ReleaseTabs id={release.id} page={page} />
        <AsOf
          asOf={asOf}
          {...(isAnswer && { page: content.path ?? releasePath(release.id, page) })}
        />
        {children}
      </>
    ),
  });
}

/** Its plan calls itself a release plan, and this is the console of releases. */
function titleOf({ title }: ReleaseFrame['release']): string {
  return capitalized(title.replace(/^release plan: +(?=\S)/i, ''));
}

function livePath({ id, version }: ReleaseFrame['release'], rehearsing?: string | null): string {
  const heard = rehearsing === undefined ? {} : { rehearsing: rehearsing ?? '' };
  return `/console/live?${new URLSearchParams({ release: id, version: String(version), ...heard })}`;
}

/** The state and why it is so; what can’t be trusted is said in the same breath. */
function StateLine({ release }: Pick<ReleaseFrame, 'release'>) {
  const { state, seen, unwatched, clockOff, undelivered } = release;
  const distrust = [unwatched, seen?.unhealthy ?? null, clockOff, undelivered];
  return (
    <div class="state-line" data-state={state.kind}>
      <p class="state-line__state">
        <StateTag state={state} />
        {state.reason !== null && <span class="state-line__reason">{state.reason}</span>}
      </p>
      {distrust.map(
        (sentence) =>
          sentence !== null && (
            <p class="state-line__distrust">
              <strong>Warning:</strong> {sentence}
            </p>
          ),
      )}
    </div>
  );
}

function ReleaseTabs({ id, page }: { readonly id: string; readonly page: ReleasePage }) {
  return (
    <nav class="tabs" aria-label="Release">
      <ul>
        {RELEASE_PAGES.map((one) => (
          <li>
            <a
              href={releasePath(id, one.page)}
              aria-current={one.page === page ? 'page' : undefined}
            >
              {one.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
