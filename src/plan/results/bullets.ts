import type { Nodes } from 'mdast';
import { spanOf } from '../text/markdown.ts';
import { leadOf } from './carrier.ts';

type BulletText = { readonly text: string; readonly nodes: readonly Nodes[] };

/** What stands before a bullet, from the start of its line: where it stands, and its sign. */
type Bullet = { readonly indent: string; readonly sign: string };

/** The lead of another bullet after one with this lead. */
export function sameLead(lead: string): string {
  const bullet = bulletOf(lead);
  return bullet.indent + bullet.sign;
}

/** The lead of a bullet below the one that begins at `itemStart`, as the document writes nested bullets. */
export function nestedLead(written: BulletText, itemStart: number): string {
  const { text } = written;
  const parent = bulletOf(leadOf(text, itemStart) + signAt(text, itemStart));
  const reach = widthOf(parent.sign);
  const step = nestingOf(written).find(({ indent }) => {
    const width = widthOf(indent);
    return width >= reach && width < reach + CODE_INDENT;
  });
  const indent = parent.indent + (step?.indent ?? ' '.repeat(reach));
  return indent + (step?.sign ?? plainSign(parent.sign));
}

/** The lead of a bullet that stands in no other, as the document writes most of them. */
export function topLead({ text, nodes }: BulletText): string {
  const signs = nodes
    .filter((node) => node.type === 'listItem')
    .map((item) => signAt(text, spanOf(item).start))
    .filter((sign) => /^[-+*]/.test(sign));
  return signs[0] ?? '- ';
}

/** A bullet that is indented so much further than its parent's words would be code, or words of the parent. */
const CODE_INDENT = 4;

/** How the document writes a bullet below another, its indent counted from that other's. */
function nestingOf({ text, nodes }: BulletText): readonly Bullet[] {
  const parents = nodes.filter((node) => node.type === 'listItem');
  return parents.flatMap((parent) => {
    const outer = leadOf(text, spanOf(parent).start);
    const lists = parent.children.filter((child) => child.type === 'list');
    return lists.flatMap(({ children }) =>
      children.flatMap((child) => {
        const { start } = spanOf(child);
        const lead = leadOf(text, start);
        const isBelow = /^[ \t]*$/.test(lead) && lead.startsWith(outer) && lead !== outer;
        const sign = plainSign(signAt(text, start));
        return isBelow ? [{ indent: lead.slice(outer.length), sign }] : [];
      }),
    );
  });
}

function bulletOf(lead: string): Bullet {
  const sign = /(?:[-+*]|\d{1,9}[.)])[ \t]*(?:\[[ x]\][ \t]+)?$/i.exec(lead);
  const before = lead.slice(0, sign?.index ?? lead.length);
  const indent = before.replace(/[^\s>]/g, ' ');
  return { indent, sign: (sign?.[0] ?? '- ').replace(/\[[ x]\][ \t]+$/i, '') };
}

function signAt(text: string, offset: number): string {
  const sign = /^(?:[-+*]|\d{1,9}[.)])[ \t]*/.exec(text.slice(offset))?.[0] ?? '- ';
  return /\s$/.test(sign) ? sign : `${sign} `;
}

/** Below a number, points: the program does not count. */
const plainSign = (sign: string) => (/^[-+*]/.test(sign) ? sign : '- ');

const TAB_WIDTH = 4;

function widthOf(lead: string): number {
  let width = 0;
  for (const sign of lead) width += sign === '\t' ? TAB_WIDTH - (width % TAB_WIDTH) : 1;
  return width;
}
