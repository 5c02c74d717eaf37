import { knownLabel } from '../meaning/labels.ts';
import type { Labelled } from '../meaning/split-label.ts';
import type { Entry } from '../text/entries.ts';
import type { PlanText } from '../text/plan-text.ts';
import type { Span } from '../text/source.ts';
import { draftOf, type Draft } from './draft.ts';
import { wordsAt } from './row-labels.ts';

type RowEntry = Extract<Entry, { kind: 'row' }>;

/** One line of a schedule: a stage of a plan that has no heading for it. */
export type ScheduleRow = {
  readonly name: string;
  readonly entry: RowEntry;
  readonly drafts: readonly Draft[];
};

/** The rows of tables whose columns hold a share of users and when it is to be reached. */
export function scheduleIn(plan: PlanText, entries: readonly Entry[]): readonly ScheduleRow[] {
  return entries.flatMap((entry) => {
    if (entry.kind !== 'row' || entry.row.isHead) return [];
    const columns = columnsOf(plan, entry.row.head);
    if (!columns.some((label) => label?.known?.name === 'percentage')) return [];
    if (columns.filter((label) => label !== null).length < 2) return [];
    return [scheduleRow(plan, entry, columns)];
  });
}

type Column = Pick<Labelled, 'label' | 'known'> | null;

function columnsOf(plan: PlanText, head: readonly Span[]): readonly Column[] {
  return head.map((cell) => {
    const label = wordsAt(plan, cell);
    const known = knownLabel(label, 'planning');
    return known || label !== '' ? { label, known } : null;
  });
}

function scheduleRow(plan: PlanText, entry: RowEntry, columns: readonly Column[]): ScheduleRow {
  const { cells } = entry.row;
  const share = columns.findIndex((column) => column?.known?.name === 'percentage');
  const name = cells[share];
  return {
    name: name ? wordsAt(plan, name) : '',
    entry,
    drafts: cells.flatMap((cell, index) => {
      const column = columns[index];
      return column ? [cellOf(plan, entry, { column, cell })] : [];
    }),
  };
}

function cellOf(
  plan: PlanText,
  entry: RowEntry,
  { column, cell }: { readonly column: NonNullable<Column>; readonly cell: Span },
): Draft {
  return draftOf(plan, entry, { labelled: { ...column, value: cell }, carrier: 'cell' });
}
