import { dayInEasternWords } from '../../lib/eastern-time.ts';
import { inFigures } from '../../lib/figures.ts';
import { releasePath } from '../frame/addresses.ts';
import { releaseDocument, type ReleaseFrame } from '../frame/release-document.tsx';
import { byDay, filtered, isFiltered, partBefore, type JournalFilter } from './filter.ts';
import { HistoryTable } from './history-table.tsx';

export type JournalView = ReleaseFrame & {
  readonly filter: JournalFilter;
  /** Entries of this version and later are left out. */
  readonly before: number;
};

/** Days that are unfolded; a journal may be years long. */
const DAYS_OPEN = 7;

/** Everything that has happened in a release, by day, to look through and to take along. */
export function renderJournal(view: JournalView): string {
  const { release, filter } = view;
  const lines = filtered(release.history, filter);
  const { shown, before } = partBefore(lines, view.before);
  return releaseDocument({
    ...view,
    page: 'journal',
    children: (
      <>
        <Filter id={release.id} filter={filter} />
        <p>
          {inFigures(lines.length)} of {inFigures(release.history.length)} entries. Download them as{' '}
          <a href={exportPath(release.id, 'csv', filter)}>CSV</a> or{' '}
          <a href={exportPath(release.id, 'json', filter)}>JSON</a>.
        </p>
        {lines.length === 0 && <p>{NOTHING}</p>}
        {byDay(shown).map((one, index) => (
          <details class="day" id={`day-${one.day}`} open={index < DAYS_OPEN}>
            <summary>
              {dayInEasternWords(one.lines[0]?.at ?? '')}{' '}
              <span class="quiet">({inFigures(one.lines.length)})</span>
            </summary>
            <HistoryTable lines={one.lines} />
          </details>
        ))}
        <Further id={release.id} filter={filter} from={view.before} before={before} />
      </>
    ),
  });
}

const NOTHING = 'No entry matches. Try fewer words, or more days.';

type FurtherParts = {
  readonly id: string;
  readonly filter: JournalFilter;
  readonly from: number;
  readonly before: number | null;
};

/** A long journal stands on several pages, so that each opens as fast. */
function Further({ id, filter, from, before }: FurtherParts) {
  const path = releasePath(id, 'journal');
  const kept = isFiltered(filter) ? filter : {};
  const newest = `${path}${isFiltered(filter) ? `?${new URLSearchParams(kept)}` : ''}`;
  if (before === null && from === Infinity) return null;
  return (
    <p>
      {before !== null && (
        <a href={`${path}?${new URLSearchParams({ ...kept, before: String(before) })}`}>
          Earlier entries
        </a>
      )}{' '}
      {from !== Infinity && <a href={newest}>The newest entries</a>}
    </p>
  );
}

/** The same entries as a file. */
function exportPath(id: string, form: 'csv' | 'json', filter: JournalFilter): string {
  const path = `${releasePath(id, 'journal')}.${form}`;
  return isFiltered(filter) ? `${path}?${new URLSearchParams(filter)}` : path;
}

type JournalFilterParts = { readonly id: string; readonly filter: JournalFilter };

function Filter({ id, filter }: JournalFilterParts) {
  return (
    <form class="form" method="get" action={releasePath(id, 'journal')} role="search">
      <div class="fields">
        <Field label="What or why" name="words" type="search" value={filter.words} />
        <Field label="Who" name="who" type="search" value={filter.who} />
        <Field label="From" name="from" type="date" value={filter.from} />
        <Field label="Through" name="through" type="date" value={filter.through} />
      </div>
      <p class="form__buttons">
        <button class="button button--secondary" type="submit">
          Search
        </button>{' '}
        {isFiltered(filter) && <a href={releasePath(id, 'journal')}>Show all entries</a>}
      </p>
    </form>
  );
}

type JournalFieldParts = {
  readonly label: string;
  readonly name: keyof JournalFilter;
  readonly type: 'search' | 'date';
  readonly value: string;
};

function Field({ label, name, type, value }: JournalFieldParts) {
  const given = { id: `journal-${name}`, name, value, maxLength: 100 };
  return (
    <div class="field">
      <label for={given.id}>{label}</label>
      {type === 'date' ? <input type="date" {...given} /> : <input type="search" {...given} />}
    </div>
  );
}
