import { splitAnyLabel, splitArtifact, splitKnownLabel } from '../meaning/split-label.ts';
import type { Entry } from '../text/entries.ts';
import type { PlanText } from '../text/plan-text.ts';
import type { Span } from '../text/source.ts';
import { awaits, draftOf, isOfWords, takesTable, type Draft, type Listing } from './draft.ts';
import { labelsOfRow, wordsAt } from './row-labels.ts';

/** Where in a listing a reader stands. */
export type CarrierReader = {
  readonly listing: Listing;
  readonly labelledParagraphs: ReadonlySet<Entry>;
  readonly current: Draft | null;
};

type BulletCarrier = Extract<Entry, { kind: 'bullet' }>;

/** None: the entry is a value or prose. `divides`: it ends the field before it. */
export type Labels = readonly Draft[] | 'says nothing' | 'divides';

/** The labels that an entry carries, with what stands beside each. */
export function labelsOf(plan: PlanText, entry: Entry, reader: CarrierReader): Labels {
  if (isPartWord(plan, entry)) return 'divides';
  switch (entry.kind) {
    case 'bullet':
      return isContentsLine(plan, entry) && reader.listing.bullets !== 'values'
        ? 'says nothing'
        : bulletLabel(plan, entry, reader);
    case 'line':
      return lineLabel(plan, entry, reader);
    case 'row':
      return labelsOfRow(plan, entry, { ...reader.listing, areValues: areValues(reader, entry) });
    case 'heading':
    case 'rule':
    case 'other':
      return [];
  }
}

/** A bullet that says only `Planning` or `Results` groups the bullets below it. */
function isPartWord(plan: PlanText, { kind, span }: Entry): boolean {
  return kind === 'bullet' && /^(?:planning|results):?$/i.test(wordsAt(plan, span));
}

/** `[Stage A](#stage-a)` in a list of contents only says where something stands. */
function isContentsLine({ text }: PlanText, { span }: Entry): boolean {
  return /^\[[^[\]]*\]\(#[^()\s]*\)$/.test(text.slice(span.start, span.end));
}

function bulletLabel(
  plan: PlanText,
  entry: BulletCarrier,
  reader: CarrierReader,
): readonly Draft[] {
  const { bullets, territory } = reader.listing;
  const { span, depth, box } = entry;
  const known = splitKnownLabel(plan, span, territory);
  if (known) return [draftOf(plan, entry, { labelled: known, carrier: 'bullet' })];
  if (bullets === 'values' || isListOf(reader.current, entry)) return [];
  if (box && bullets === 'fields') return [boxDraft(plan, entry, box.span)];
  if (depth > 1) return [];
  const any = bullets === 'artifacts' ? splitArtifact(plan, span) : splitAnyLabel(plan, span);
  return any ? [draftOf(plan, entry, { labelled: any, carrier: 'bullet' })] : [];
}

/** Whether rows are the value of a field rather than fields of their own. */
function areValues({ listing, current }: CarrierReader, { depth }: Entry): boolean {
  if (listing.bullets === 'values') return true;
  return current?.labelled.known ? isOfWords(current) && takesTable(current, depth) : false;
}

/**
 * Whether a bullet goes on a list that a label begins: bullets below `**Types of errors logged:**`, boxes below a
 * bullet that asks for a list.
 */
function isListOf(current: Draft | null, { box, depth }: BulletCarrier): boolean {
  if (!current?.labelled.known || !isOfWords(current)) return false;
  if (current.carrier === 'bullet')
    return box !== null && (depth > current.depth || isList(current));
  return current.carrier === 'line' && isList(current);
}

function isList(current: Draft): boolean {
  return awaits(current) || current.pieces.at(-1)?.kind === 'bullet';
}

function boxDraft(plan: PlanText, entry: BulletCarrier, value: Span): Draft {
  const label = wordsAt(plan, entry.span);
  const draft = draftOf(plan, entry, {
    labelled: { label: label.replace(/[\s:]+$/, ''), known: null, value },
    carrier: 'box',
  });
  return { ...draft, ticked: entry.box?.ticked ?? false };
}

const BOLD_LABEL = /^(\*\*|__)(?:(?!\1).){1,160}?(?::\1|\1\s*\??:|\?\1)/;
/** In characters. A longer beginning of a line is a sentence. */
const LONGEST_BARE_LABEL = 60;

function lineLabel(plan: PlanText, entry: Entry, reader: CarrierReader): readonly Draft[] {
  const { bullets, territory } = reader.listing;
  const known = splitKnownLabel(plan, entry.span, territory);
  if (known) return [draftOf(plan, entry, { labelled: known, carrier: 'line' })];
  if (bullets === 'values') return [];
  const isBold = BOLD_LABEL.test(plan.text.slice(entry.span.start, entry.span.end));
  if (!isBold && !reader.labelledParagraphs.has(entry)) return [];
  const any = splitAnyLabel(plan, entry.span);
  if (!any || any.label.length > LONGEST_BARE_LABEL) return [];
  return [draftOf(plan, entry, { labelled: any, carrier: 'line' })];
}

/** The lines of the paragraphs in which at least one line has a label of the template. */
export function paragraphsWithLabels(plan: PlanText, listing: Listing): ReadonlySet<Entry> {
  const paragraphs: Entry[][] = [];
  for (const entry of listing.entries) {
    const before = paragraphs.at(-1);
    if (before && entry.kind === 'line' && entry.continues) before.push(entry);
    else paragraphs.push([entry]);
  }
  const isLabelled = ({ kind, span }: Entry) =>
    kind === 'line' && splitKnownLabel(plan, span, listing.territory) !== null;
  const longer = paragraphs.filter((lines) => lines.length > 1);
  return new Set(longer.filter((lines) => lines.some(isLabelled)).flat());
}
