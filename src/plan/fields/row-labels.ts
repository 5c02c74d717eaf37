import type { Part } from '../document.ts';
import { knownLabel } from '../meaning/labels.ts';
import { normalized } from '../meaning/normalized.ts';
import { splitKnownLabel, type Labelled } from '../meaning/split-label.ts';
import type { Entry } from '../text/entries.ts';
import { linesOf } from '../text/lines.ts';
import type { PlanText } from '../text/plan-text.ts';
import type { Span } from '../text/source.ts';
import { besidePiece, draftOf, type Draft, type Listing } from './draft.ts';

type LabeledRow = Extract<Entry, { kind: 'row' }>;

/**
 * The labels of a row: its first cell in a table of two columns; in a wider one each cell below a column's head has
 * the row and the column for its label. A row of a table that is a field's value has none, nor has a loose cell.
 */
export function labelsOfRow(
  plan: PlanText,
  entry: LabeledRow,
  { territory, areValues }: Pick<Listing, 'territory'> & { readonly areValues: boolean },
): readonly Draft[] | 'says nothing' {
  const { cells, head, isHead } = entry.row;
  const [first, second] = cells;
  if (!first) return 'says nothing';
  if (isHead && isTitleRow(plan, cells)) return 'says nothing';
  if (isOfToggles(plan, head)) return toggleCells(plan, entry);
  const known = splitKnownLabel(plan, first, territory);
  if (known) return [cellDraft(plan, entry, { labelled: known, values: cells.slice(1) })];
  if (isHead) return areValues && cells.length > 2 ? [] : 'says nothing';
  if (areValues || !second) return [];
  return cells.length === 2 ? [pairOf(plan, entry, { first, second })] : crossed(plan, entry);
}

/** Whether a table's first row gives names to its columns rather than being a pair of label and value. */
function isTitleRow(plan: PlanText, cells: readonly Span[]): boolean {
  const titles = cells.map((cell) => knownLabel(wordsAt(plan, cell), 'planning'));
  return titles.filter((title) => title !== null).length > 1 || isOfToggles(plan, cells);
}

function isOfToggles(plan: PlanText, head: readonly Span[]): boolean {
  return head.some((cell) => knownLabel(wordsAt(plan, cell), 'toggles')?.name === 'toggle name');
}

function toggleCells(plan: PlanText, entry: LabeledRow): readonly Draft[] {
  const { head } = entry.row;
  return entry.row.cells.flatMap((cell, column) => {
    const title = head[column];
    if (!title) return [];
    const label = wordsAt(plan, title);
    const labelled = { label, known: knownLabel(label, 'toggles'), value: cell };
    return [cellDraft(plan, entry, { labelled, values: [cell] })];
  });
}

function pairOf(
  plan: PlanText,
  entry: LabeledRow,
  { first, second }: { readonly first: Span; readonly second: Span },
): Draft {
  const labelled = { label: wordsAt(plan, first), known: null, value: second };
  return cellDraft(plan, entry, { labelled, values: [second] });
}

function crossed(plan: PlanText, entry: LabeledRow): readonly Draft[] {
  const { head } = entry.row;
  const [name, ...cells] = entry.row.cells;
  if (!name) return [];
  return cells.map((cell, index) => {
    const column = head[index + 1];
    const title = column ? wordsAt(plan, column) : '';
    const label = [wordsAt(plan, name), title].filter((words) => words !== '').join(': ');
    const draft = cellDraft(plan, entry, {
      labelled: { label, known: null, value: cell },
      values: [cell],
    });
    return { ...draft, part: partOfColumn(title) ?? draft.part };
  });
}

function cellDraft(
  plan: PlanText,
  entry: LabeledRow,
  { labelled, values }: { readonly labelled: Labelled; readonly values: readonly Span[] },
): Draft {
  const draft = draftOf(plan, entry, { labelled, carrier: 'cell' });
  const part = partOfTable(plan, entry.row.head);
  const [first, last] = [values[0], values.at(-1)];
  if (!first || !last) return { ...draft, part };
  const span = { start: first.start, end: last.end };
  const lines = linesOf(plan, span).map((line) => besidePiece(line.span));
  return { ...draft, part, pieces: lines.length > 0 ? lines : [besidePiece(span)] };
}

/** `| Planning | Value |` or `| | Results |`. */
function partOfTable(plan: PlanText, head: readonly Span[]): Part | null {
  if (head.length > 2) return null;
  const titles = head.map((cell) => normalized(wordsAt(plan, cell)));
  if (titles.includes('results')) return 'results';
  return titles.includes('planning') ? 'planning' : null;
}

function partOfColumn(title: string): Part | null {
  const plain = normalized(title);
  if (/\bpost[- ]?launch\b|\bactual\b|\bresults?\b/.test(plain)) return 'results';
  return /\btarget\b|\bplanned\b|\bbaseline\b/.test(plain) ? 'planning' : null;
}

/** What a cell says, on one line. */
export function wordsAt({ readable }: PlanText, { start, end }: Span): string {
  return readable
    .slice(start, end)
    .replace(/`/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;:!?)])/g, '')
    .trim();
}
