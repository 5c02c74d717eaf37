import type { Element, ElementContent, Nodes, Root, RootContent } from 'hast';
import { defaultSchema, sanitize, type Schema } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import { toHast } from 'mdast-util-to-hast';

import { markFilled } from './filled-marks.ts';
import { parseMarkdown } from './text/markdown.ts';

/** Something to say at a line of a plan, counted from 1. */
export type LineRemark = {
  readonly line: number;
  /** Of its element, so that a link can lead to it; letters, digits and hyphens. */
  readonly id?: string;
  /** Of the CSS class `plan-remark--…`; letters and hyphens. */
  readonly look: string;
  /** Plain text; what stands between backticks is shown as code. */
  readonly text: string;
};

/**
 * A plan as HTML that holds no script, handler, style, image or form, whatever stands in the document; raw HTML in it
 * is left out. Each remark stands below the entry whose line it names; lines that were filled in, counted from 1, are
 * marked.
 */
export function planAsHtml(
  text: string,
  remarks: readonly LineRemark[],
  filled: readonly number[] = [],
): string {
  const shown = sanitize(toHast(parseMarkdown(text)), SHOWN) as Root;
  const root: Root = { type: 'root', children: shown.children.map(fitIn) };
  markFilled(root, { filled: new Set(filled), empty: emptyLines(text) });
  for (const remark of remarks.toReversed()) place(root, remark);
  return toHtml(root);
}

function emptyLines(text: string): Set<number> {
  const lines = text.split(/\r\n|\n|\r/);
  return new Set(lines.flatMap((line, index) => (line.trim() === '' ? [index + 1] : [])));
}

const LEFT_OUT = new Set(['img', 'picture', 'source', 'details', 'summary']);

const SHOWN: Schema = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => !LEFT_OUT.has(name)),
  protocols: { href: ['http', 'https', 'mailto'] },
};

/** Headings go below those of the page, and a box to tick becomes a sign. */
function fitIn<Node extends RootContent | ElementContent>(node: Node): Node | ElementContent {
  if (node.type !== 'element') return node;
  if (node.tagName === 'input') {
    return { type: 'text', value: node.properties.checked === true ? '☑' : '☐' };
  }
  const level = /^h([1-6])$/.exec(node.tagName)?.[1];
  const tagName = level === undefined ? node.tagName : `h${Math.min(6, Number(level) + 2)}`;
  return { ...node, tagName, children: node.children.map(fitIn) };
}

type Parent = Root | Element;

/** At the end of the innermost list item with that line, or else below the block; a line between blocks goes below the one before. */
function place(root: Root, remark: LineRemark): void {
  const element: Element = {
    type: 'element',
    tagName: 'p',
    properties: {
      ...(remark.id !== undefined && { id: remark.id }),
      className: ['plan-remark', `plan-remark--${remark.look}`],
    },
    children: inWordsAndCode(remark.text),
  };
  const item = innermostItem(root, remark.line);
  if (item !== null) {
    item.children.push(element);
    return;
  }
  const after = root.children.findLastIndex((child) => (startOf(child) ?? Infinity) <= remark.line);
  root.children.splice(after + 1, 0, element);
}

function inWordsAndCode(text: string): ElementContent[] {
  return text.split(/`([^`]+)`/).map((value, index) => {
    const words = { type: 'text', value } as const;
    if (index % 2 === 0) return words;
    return { type: 'element', tagName: 'code', properties: {}, children: [words] };
  });
}

function innermostItem(root: Parent, line: number): Element | null {
  let found: Element | null = null;
  let within = elementAt(root, line);
  while (within) {
    if (within.tagName === 'li') found = within;
    within = elementAt(within, line);
  }
  return found;
}

function elementAt(parent: Parent, line: number): Element | undefined {
  const children: readonly RootContent[] = parent.children;
  return children.find(
    (child): child is Element => child.type === 'element' && covers(child, line),
  );
}

const startOf = (node: Nodes) => node.position?.start.line;

function covers({ position }: Nodes, line: number): boolean {
  return position !== undefined && position.start.line <= line && line <= position.end.line;
}
