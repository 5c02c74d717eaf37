import type { PlanDocument } from '../document.ts';
import { placeAt, type Span } from '../text/source.ts';
import type { ItemTerms } from './item-terms.ts';
import { TEMPLATE_ITEMS, type GoItem } from './template-items.ts';

/** What a plan’s go/no-go asks, and what it does not although the template does. */
export type GoItems = {
  readonly asked: readonly GoItem[];
  readonly dropped: readonly { readonly text: string; readonly why: string }[];
};

/** The template’s items, those of the plan’s terms and the boxes below its go/no-go, each once. */
export function goItemsOf(plan: PlanDocument, terms: ItemTerms, share: number): GoItems {
  const { asked, dropped } = itemsOfTerms(terms, share);
  return { asked: eachOnce([...asked, ...boxesIn(plan).map(({ item }) => item)]), dropped };
}

/** The same without the boxes. `share`: percent of the first stage. */
export function itemsOfTerms(terms: ItemTerms, share: number): GoItems {
  const figures = { share, noticeWeeks: terms.noticeWeeks };
  const reasons = new Map(terms.dropped.map(({ name, why }) => [name, why]));
  const owners = new Map(terms.owners);
  const template = [...TEMPLATE_ITEMS].map(([name, { text, goodAnswer, owner }]) => ({
    why: reasons.get(name),
    item: { text: text(figures), owner: owners.get(name) ?? owner, goodAnswer, source: TEMPLATE },
  }));
  const kept = template.filter(({ why }) => why === undefined).map(({ item }) => item);
  return {
    asked: [...kept, ...terms.added],
    dropped: template.flatMap(({ item: { text }, why }) =>
      why === undefined ? [] : [{ text, why }],
    ),
  };
}

const TEMPLATE = 'template' as const;

/** More are not asked: nobody would answer them. */
const MOST_ITEMS = 60;

function eachOnce(items: readonly GoItem[]): readonly GoItem[] {
  const byWords = new Map(items.toReversed().map((item) => [item.text.toLowerCase(), item]));
  return [...byWords.values()].toReversed().slice(0, MOST_ITEMS);
}

/** Boxes below the go/no-go, such as `- [ ] Engineer: the number for emergencies is known`, with their lines. */
export function boxesIn(
  plan: PlanDocument,
): readonly { readonly item: GoItem; readonly at: number; readonly line: number }[] {
  return goNoGoSpans(plan).flatMap((span) => {
    const { source, readable } = plan;
    const written = source.text.slice(span.start, span.end);
    return [...written.matchAll(BOX)].flatMap(({ index, 0: box, 1: mark = '' }) => {
      const end = span.start + index + box.length;
      const start = end - box.length + mark.length;
      const words = source.text.slice(start, end).replace(/\s+/g, ' ').trim();
      // What is struck through or in a comment is blank to a reader.
      if (!/[\p{L}\p{N}]/u.test(readable.slice(start, end)) || words.length > LONGEST_ITEM)
        return [];
      return [{ item: itemOf(words), at: start, line: placeAt(source, start).line }];
    });
  });
}

const BOX = /^([ \t]*[-*+] \[[ xX]\] )[^\r\n]+/gm;
/** In characters. */
const LONGEST_ITEM = 500;

/** From the beginning of the first line: a value that is one bullet begins behind its box. */
function goNoGoSpans({ source, fields, phases }: PlanDocument): readonly Span[] {
  return [...fields, ...phases.flatMap((phase) => phase.fields)]
    .filter(({ known }) => known?.name === 'go/no-go')
    .map(({ span: { start, end } }) => ({
      start: source.text.lastIndexOf('\n', start - 1) + 1,
      end,
    }));
}

function itemOf(words: string): GoItem {
  const text = words.replace(GOOD_WHEN_NO, '').trim();
  const goodAnswer = GOOD_WHEN_NO.test(words) ? 'no' : 'yes';
  return { text, owner: roleNamedIn(text), goodAnswer, source: 'plan' };
}

const GOOD_WHEN_NO = /\s*\(good when no\)\s*$/i;

/** The role that a sentence begins with, as in “The engineer …” or “Engineer: …”, or that ends it in parentheses. */
export function roleNamedIn(sentence: string): string | null {
  const [, named] = BEGINS_WITH_ROLE.exec(sentence) ?? ENDS_WITH_ROLE.exec(sentence) ?? [];
  return named === undefined ? null : named.toLowerCase().replace(/[\s-]+/, '-');
}

const ROLE = String.raw`(product[\s-]+manager|product[\s-]+owner|engineer|contact[\s-]+center|reviewer)`;
const BEGINS_WITH_ROLE = new RegExp(`^\\W*(?:the |our )?${ROLE}\\b`, 'i');
const ENDS_WITH_ROLE = new RegExp(`\\((?:the |our )?${ROLE}\\)\\W*$`, 'i');
