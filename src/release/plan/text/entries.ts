import type { BlockContent, DefinitionContent, ListItem, RootContent } from 'mdast';
import { spanOf } from './markdown.ts';
import type { Span } from './source.ts';

/** One thing that is said below a heading: a bullet's own words, a paragraph, or a block of another kind. */
export type Entry = {
  readonly kind: 'bullet' | 'paragraph' | 'other';
  /** 0 outside any list, 1 in a list, 2 in a list within it … */
  readonly depth: number;
  readonly span: Span;
};

type Pending = { readonly block: RootContent; readonly depth: number; readonly leads: boolean };

/** The blocks of a section as one flat row in reading order. */
export function entriesOf(blocks: readonly RootContent[]): readonly Entry[] {
  const entries: Entry[] = [];
  const pending = pendingFrom(blocks, 0);
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { block, depth } = next;
    if (block.type === 'list') pending.push(...pendingFrom(block.children, depth + 1));
    else if (block.type === 'listItem') openItem(block, { depth, entries, pending });
    else entries.push({ kind: kindOf(next), depth, span: spanOf(block) });
  }
  return entries;
}

function openItem(
  item: ListItem,
  { depth, entries, pending }: { depth: number; entries: Entry[]; pending: Pending[] },
): void {
  const { end } = spanOf(item);
  if (item.children.length === 0) {
    entries.push({ kind: 'bullet', depth, span: { start: end, end } });
  }
  const children = pendingFrom(item.children, depth);
  const first = children.pop();
  pending.push(...children);
  if (first) pending.push({ ...first, leads: true });
}

function pendingFrom(
  blocks: readonly (RootContent | BlockContent | DefinitionContent)[],
  depth: number,
): Pending[] {
  return blocks.map((block) => ({ block, depth, leads: false })).toReversed();
}

/** A definition is prose here: Markdown takes a bullet `[PICK_ONE]: yes` for one. */
function kindOf({ block, leads }: Pending): Entry['kind'] {
  const isProse = block.type === 'paragraph' || block.type === 'definition';
  if (!isProse) return 'other';
  return leads ? 'bullet' : 'paragraph';
}
