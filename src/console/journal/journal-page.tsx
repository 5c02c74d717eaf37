import { releaseDocument, type ReleaseFrame } from '../frame/release-document.tsx';
import { HistoryTable } from './history-table.tsx';

/** Everything that has happened in a release. */
export function renderJournal(view: ReleaseFrame): string {
  return releaseDocument({
    ...view,
    page: 'journal',
    children: <HistoryTable release={view.release} />,
  });
}
