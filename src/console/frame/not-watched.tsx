import type { ReleaseStatus } from '../../release/index.ts';

type PossiblyUnwatched = Pick<ReleaseStatus, 'title' | 'unwatched'>;

/** Where a page tells of several releases: what this instance can’t vouch for, each sentence once. */
export function NotWatched({ releases }: { readonly releases: readonly PossiblyUnwatched[] }) {
  const sentences = [...new Set(releases.flatMap(({ unwatched }) => unwatched ?? []))];
  return (
    <>
      {sentences.map((sentence) => {
        const meant = releases.filter(({ unwatched }) => unwatched === sentence);
        const titles = meant.map(({ title }) => title).join(', ');
        return (
          <p class="state-line__distrust">
            <strong>Warning{meant.length < releases.length && `, ${titles}`}:</strong> {sentence}
          </p>
        );
      })}
    </>
  );
}
