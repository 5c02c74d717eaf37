import type { Element, ElementContent, Root, RootContent } from 'hast';

/** Which lines of a document were filled in, and which say nothing; counted from 1. */
export type FilledLines = { readonly filled: ReadonlySet<number>; readonly empty: Set<number> };

/**
 * Marks what stands on filled lines by the class `plan-filled`, and by words for people who listen: a list or table as a
 * whole where all of it is filled, else each of its entries.
 */
export function markFilled(parent: Root | Element, lines: FilledLines): void {
  const children: RootContent[] | ElementContent[] = parent.children;
  for (const child of children) {
    if (child.type === 'element') markElement(child, lines);
  }
}

/** Their parts may be filled in one by one. */
const CONTAINERS = new Set(['ul', 'ol', 'li', 'blockquote', 'table', 'thead', 'tbody']);

function markElement(element: Element, lines: FilledLines): void {
  const { filled, empty } = lines;
  const own = linesOf(element);
  if (!own.some((line) => filled.has(line))) return;
  const isWhole = own.every((line) => filled.has(line) || empty.has(line));
  if (isWhole || !CONTAINERS.has(element.tagName)) {
    mark(element);
    return;
  }
  if (element.tagName === 'li' && filled.has(own[0] ?? 0)) markWordsOf(element);
  markFilled(element, lines);
}

/** Of an entry whose own entries were not all filled in. */
function markWordsOf(item: Element): void {
  const list = item.children.findIndex(
    (child) => child.type === 'element' && ['ul', 'ol'].includes(child.tagName),
  );
  const words = list === -1 ? item.children : item.children.slice(0, list);
  const entries = list === -1 ? [] : item.children.slice(list);
  const element: Element = {
    type: 'element',
    tagName: 'div',
    properties: {},
    children: [...words],
  };
  mark(element);
  item.children = [element, ...entries];
}

function mark(element: Element): void {
  const { className } = element.properties;
  const others = Array.isArray(className) ? className : [];
  element.properties = { ...element.properties, className: [...others, 'plan-filled'] };
  firstWithWords(element).children.unshift({
    type: 'element',
    tagName: 'span',
    properties: { className: ['visually-hidden'] },
    children: [{ type: 'text', value: 'Filled in by the program: ' }],
  });
}

/** Lists and tables have no words beside those of their entries. */
const WITHOUT_WORDS = new Set(['ul', 'ol', 'table', 'thead', 'tbody', 'tr']);

function firstWithWords(element: Element): Element {
  if (!WITHOUT_WORDS.has(element.tagName)) return element;
  const first = element.children.find((child) => child.type === 'element');
  return first ? firstWithWords(first) : element;
}

function linesOf({ position }: Element): readonly number[] {
  if (position === undefined) return [];
  const { start, end } = position;
  return Array.from({ length: end.line - start.line + 1 }, (_, index) => start.line + index);
}
