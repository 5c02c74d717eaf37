import type { Field, PlanDocument, Words } from '../document.ts';
import { within, type Span } from '../text/source.ts';
import { amountsIn, type Amount } from './amounts.ts';
import { answerIn, type WrittenAnswer } from './answers.ts';
import { dateRangeIn, type DateRange } from './dates.ts';
import { itemsIn, type Item } from './items.ts';
import { isOnlyAmounts, without } from './leftovers.ts';
import { linksIn, type WrittenLink } from './links.ts';
import { wordOrNumber } from './numbers.ts';
import { oncePerPart } from './once.ts';
import { pairIn, type Pair } from './pairs.ts';
import { saidBy, type FieldWords } from './said.ts';
import { countsPeople } from './units.ts';

/** What a field says, as far as it can be told. Spans point into `PlanDocument.source.text`. */
export type TypedValue =
  /** Nothing, or nothing but a marker. */
  | { readonly kind: 'nothing' }
  | ({ readonly kind: 'answer' } & WrittenAnswer)
  | {
      readonly kind: 'amounts';
      readonly amounts: readonly Amount[];
      /** The one that counts people, where the field asks for them; null when none does. */
      readonly people: Amount | null;
    }
  /** Identified and fixed: a half that is missing is unknown, never 0. */
  | ({ readonly kind: 'pair' } & Pair)
  | ({ readonly kind: 'dates'; readonly lengths: readonly Amount[] } & DateRange)
  | { readonly kind: 'links'; readonly links: readonly WrittenLink[] }
  | { readonly kind: 'names'; readonly names: readonly Words[] }
  | { readonly kind: 'list'; readonly items: readonly Item[] }
  /** A length of time without an end: `Ongoing`, `Forever!`. */
  | { readonly kind: 'endless'; readonly span: Span }
  | { readonly kind: 'prose'; readonly words: string; readonly span: Span };

/** The value of a field by what the template asks for there; prose where it can't be read as that. */
export const typedValue = oncePerPart((plan, field: Field): TypedValue => {
  if (field.value === null) return { kind: 'nothing' };
  const said = saidBy(plan, field);
  const answer = answerIn(said, field.known?.kind === 'yes-no');
  if (answer) return { kind: 'answer', ...answer };
  return byKind(plan, field, said) ?? prose(field);
});

function prose({ value, span }: Field): TypedValue {
  return { kind: 'prose', words: value ?? '', span };
}

function byKind(plan: PlanDocument, field: Field, said: FieldWords): TypedValue | null {
  switch (field.known?.kind) {
    case 'percent':
      return amounts(withoutDates(said), field);
    case 'count':
    case 'count-or-words':
      return amounts(said, field);
    case 'duration':
      return dates(said) ?? amounts(said, field) ?? endless(said);
    case 'counts':
      return pair(said) ?? amounts(said, field);
    case 'dates':
      return dates(said) ?? lengths(said, field) ?? endless(said);
    case 'link':
      return links(plan, field);
    case 'identifier':
      return names(plan, field);
    case 'list':
      return { kind: 'list', items: itemsIn(plan, field, said) };
    case 'yes-no':
    case 'text':
      return null;
    case undefined:
      return ofAnyLabel(said, field) ?? artifact(plan, field);
  }
}

function amounts(said: FieldWords, { known }: Field): TypedValue | null {
  const found = countsIn(said.words, said.at);
  if (found.length === 0) return null;
  const asksForPeople =
    known?.name === 'users' || known?.name === 'testers' || known?.name === 'percentage';
  const isBareCount = known?.name !== 'percentage';
  return {
    kind: 'amounts',
    amounts: found,
    people: asksForPeople ? people(said, isBareCount) : null,
  };
}

/** What is beside the label says it; the lines below are about it. Where nothing stands beside it, they are all there is. */
function people(said: FieldWords, mayBeBare: boolean): Amount | null {
  const [beside = ''] = said.words.split(/\r\n|\n|\r/);
  const of = (words: string) => peopleIn(countsIn(words, said.at), mayBeBare);
  return of(beside) ?? of(said.words);
}

function countsIn(words: string, at: number): readonly Amount[] {
  return [...amountsIn(words, at), ...spelledOut(words, at)];
}

/** `3/9 - 3/11` counts nothing. */
function withoutDates({ words, at, span }: FieldWords): FieldWords {
  const range = dateRangeIn(words, at);
  return range ? { words: without(words, at, [range.span]), at, span } : { words, at, span };
}

/** The field asks for people, so a bare number counts them; of two nobody can tell which. */
function peopleIn(found: readonly Amount[], mayBeBare: boolean): Amount | null {
  const counts = found.filter(({ measure }) => measure === 'count');
  const named = counts.find(({ unit }) => unit !== null && countsPeople(unit));
  const bare = counts.filter(({ unit }) => unit === null);
  return named ?? (mayBeBare && bare.length === 1 ? (bare[0] ?? null) : null);
}

/** `three` and nothing else. */
function spelledOut(words: string, at: number): readonly Amount[] {
  const written = words.trim();
  const number = /^[a-z]{3,}$/i.test(written) ? wordOrNumber(written) : null;
  if (number === null) return [];
  const start = at + words.indexOf(written);
  const span = { start, end: start + written.length };
  return [{ measure: 'count', least: number, most: number, approximate: false, unit: null, span }];
}

function pair({ words, at }: FieldWords): TypedValue | null {
  const found = pairIn(words, at);
  return found && { kind: 'pair', ...found };
}

function dates({ words, at }: FieldWords): TypedValue | null {
  const range = dateRangeIn(words, at);
  if (!range) return null;
  const lengths = amountsIn(without(words, at, [range.span]), at);
  return {
    kind: 'dates',
    ...range,
    lengths: lengths.filter(({ measure }) => measure === 'duration'),
  };
}

/** A plan may say how long instead of when. */
function lengths(said: FieldWords, field: Field): TypedValue | null {
  const found = amountsIn(said.words, said.at);
  return found.some(({ measure }) => measure === 'duration') ? amounts(said, field) : null;
}

const ENDLESS = /^\W*(?:ongoing|forever|indefinite(?:ly)?|until further notice)\W*$/i;

function endless({ words, span }: FieldWords): TypedValue | null {
  return ENDLESS.test(words) ? { kind: 'endless', span } : null;
}

function links(plan: PlanDocument, field: Field): TypedValue | null {
  const found = linksIn(plan, field.span);
  return found.length > 0 ? { kind: 'links', links: found } : null;
}

function names({ toggles }: PlanDocument, { span }: Field): TypedValue | null {
  const found = toggles.filter((toggle) => within(toggle.span, span));
  return found.length > 0 ? { kind: 'names', names: found } : null;
}

/** A label that the template does not have may hold anything: typed only when it holds nothing else. */
function ofAnyLabel(said: FieldWords, field: Field): TypedValue | null {
  const { words, at } = said;
  const range = dateRangeIn(words, at);
  if (range && isOnlyAmounts(without(words, at, [range.span]), [], at)) return dates(said);
  const found = amountsIn(words, at);
  return found.length > 0 && isOnlyAmounts(words, found, at) ? amounts(said, field) : null;
}

/** Important artifacts are links, whatever each is called. */
function artifact(plan: PlanDocument, field: Field): TypedValue | null {
  return field.part === 'head' ? links(plan, field) : null;
}
