import type { Entry } from '../text/entries.ts';
import { unmarkedWords, type PlanText } from '../text/plan-text.ts';
import type { Span } from '../text/source.ts';
import {
  awaits,
  isOfWords,
  takesTable,
  type Draft,
  type Listing,
  type DraftPiece,
} from './draft.ts';
import { isSigned } from './signs.ts';

/** Whether an entry without a label goes on with the value of the label before it. */
export function belongs(entry: Entry, current: Draft, { bullets }: Listing): boolean {
  if (bullets === 'values') return true;
  if (current.carrier === 'cell') return entry.kind === 'row' && entry.row.cells.length === 1;
  if (entry.kind === 'row') return takesTable(current, entry.depth);
  if (entry.kind === 'bullet') return entry.depth > current.depth || takesSiblings(current);
  return entry.depth > 0 || takesParagraph(entry, current);
}

function takesParagraph(entry: Entry, current: Draft): boolean {
  if (awaits(current)) return isOfWords(current);
  const goesOn = current.carrier === 'line' && current.labelled.known !== null;
  return goesOn && isOfWords(current) && entry.fold === current.fold;
}

/** Bullets beside the one that bears the label are its value only when it has no other. */
function takesSiblings(current: Draft): boolean {
  if (current.carrier === 'box') return false;
  const last = current.pieces.at(-1);
  return awaits(current) || (last?.kind === 'bullet' && last.depth <= current.depth);
}

export function pieceOf(plan: PlanText, entry: Entry, current: Draft): DraftPiece {
  const { kind, depth, span } = entry;
  const isApart = current.pieces.at(-1)?.isApart === true || standsApart(plan, entry, current);
  return { kind, depth, span, box: entry.kind === 'bullet' ? entry.box : null, isApart };
}

/** Whether it is a row of a table, a block, in another fold, or behind the bullet of the label; a marker is replaced anywhere. */
function standsApart(plan: PlanText, entry: Entry, { carrier, depth, fold }: Draft): boolean {
  if (entry.fold !== fold || entry.kind === 'other' || entry.kind === 'row') return true;
  if (entry.kind === 'bullet' && isHtmlItem(plan, entry.span)) return true;
  const isBehind = carrier === 'bullet' && entry.depth < depth + (entry.kind === 'bullet' ? 1 : 0);
  return isBehind && !isToBeReplaced(plan, entry.span);
}

const isHtmlItem = ({ text }: PlanText, { start }: Span) =>
  /<li\b[^<>]*>\s*$/i.test(text.slice(Math.max(start - LONGEST_TAG, 0), start));

const LONGEST_TAG = 80;

/** Whether it is nothing but a marker, or what a report said before. */
function isToBeReplaced(plan: PlanText, span: Span): boolean {
  const { words, markers } = unmarkedWords(plan, span);
  return isSigned(words) || (markers.length > 0 && !/[\p{L}\p{N}]/u.test(words));
}
