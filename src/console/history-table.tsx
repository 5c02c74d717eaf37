import type { ReleaseStatus } from '../release/index.ts';
import { timeInWords } from './time-in-words.ts';

/** Every step of a release, the newest first. */
export function HistoryTable({ release }: { readonly release: ReleaseStatus }) {
  const captionId = `history-${release.id}`;
  return (
    // A table can be wider than a phone: it scrolls by itself, and the keyboard can reach it to scroll it.
    <div class="table-frame" role="region" aria-labelledby={captionId} tabIndex={0}>
      <table class="table">
        <caption id={captionId}>What has happened</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col">Who</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {release.history.toReversed().map(({ at, what, who, why }) => (
            <tr>
              <td>
                <time dateTime={at}>{timeInWords(at)}</time>
              </td>
              <td>{what}</td>
              <td>{who}</td>
              <td>{why ?? 'No reason given'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
