import { knownLabel } from '../meaning/labels.ts';
import { normalized } from '../meaning/normalized.ts';
import { splitAnyLabel, type Labelled } from '../meaning/split-label.ts';
import { stageOf } from '../meaning/stage-headings.ts';
import type { Entry } from '../text/entries.ts';
import type { PlanText } from '../text/plan-text.ts';
import type { Span } from '../text/source.ts';
import { draftOf, type Draft } from './draft.ts';
import { wordsAt } from './row-labels.ts';

type RowEntry = Extract<Entry, { kind: 'row' }>;

/** One line of a schedule: a stage of a plan that may have no heading for it. */
export type ScheduleRow = {
  readonly name: string;
  /** Of the stage, where the line says it. */
  readonly letter: string | null;
  readonly entry: Entry;
  readonly drafts: readonly Draft[];
};

/** The rows of tables whose columns hold a share of users and when it is to be reached; bullets that name a stage. */
export function scheduleIn(plan: PlanText, entries: readonly Entry[]): readonly ScheduleRow[] {
  return entries.flatMap((entry) => {
    if (entry.kind === 'bullet') return scheduleBullet(plan, entry);
    if (entry.kind !== 'row' || entry.row.isHead) return [];
    const columns = columnsOf(plan, entry.row.head);
    if (!columns.some((label) => label?.known?.name === 'percentage')) return [];
    if (columns.filter((label) => label !== null).length < 2) return [];
    return [scheduleRow(plan, entry, columns)];
  });
}

/** `- Stage A: 5% of riders from 4/6/2026` */
function scheduleBullet(plan: PlanText, entry: Entry): readonly ScheduleRow[] {
  const labelled = entry.depth === 1 ? splitAnyLabel(plan, entry.span) : null;
  const stage = labelled && stageOf(normalized(labelled.label));
  if (!labelled || stage?.kind !== 'stage' || shareIn(wordsAt(plan, labelled.value)) === null)
    return [];
  const known = knownLabel('Percentage of Users', 'planning');
  const draft = draftOf(plan, entry, { labelled: { ...labelled, known }, carrier: 'bullet' });
  return [{ name: wordsAt(plan, entry.span), letter: stage.letter, entry, drafts: [draft] }];
}

/** The first share of users in the words, as it is written. */
export function shareIn(words: string): string | null {
  return /(\d+(?:\.\d+)?) ?(?:%|percent\b)/i.exec(words)?.[1] ?? null;
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
    letter: null,
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
