import type { Heading, Nodes } from 'mdast';
import type { TemplateField } from '../template/sections.ts';
import { spanOf } from '../text/markdown.ts';
import { lineEndAfter, type Source } from '../text/source.ts';
import { topLead } from './bullets.ts';

/** How a document writes its sections. */
export type SectionStyle = {
  /** The blank line between a heading and what follows, where the document has it. */
  readonly afterHeading: readonly string[];
  /** Whether the label of a result is a heading of its own. */
  readonly labelsAreHeadings: boolean;
  readonly bullet: string;
};

type SectionText = {
  readonly source: Source;
  readonly text: string;
  readonly nodes: readonly Nodes[];
};

export function sectionStyle(plan: SectionText): SectionStyle {
  const headings = plan.nodes.filter((node) => node.type === 'heading');
  const spaced = headings.filter((heading) => isSpaced(plan, heading));
  return {
    afterHeading: spaced.length * 2 > headings.length ? [''] : [],
    labelsAreHeadings: headings.some((heading) => isResultLabel(plan.text, heading)),
    bullet: topLead(plan),
  };
}

function isSpaced({ source, text }: SectionText, heading: Heading): boolean {
  return /^(?:\r\n|\n|\r)[ \t]*(?:[\r\n]|$)/.test(
    text.slice(lineEndAfter(source, spanOf(heading).end)),
  );
}

function isResultLabel(text: string, heading: Heading): boolean {
  const { start, end } = spanOf(heading);
  return /^#+\s*(?:number of (?:unique )?users|types of errors logged)\b/i.test(
    text.slice(start, end),
  );
}

export function headingLines(style: SectionStyle, level: number, words: string): readonly string[] {
  return [`${'#'.repeat(Math.min(level, 6))} ${words}`, ...style.afterHeading];
}

/** The open fields below a heading of this level. */
export function fieldLines(
  style: SectionStyle,
  level: number,
  fields: readonly TemplateField[],
): readonly string[] {
  return fields.map(({ label, open }) =>
    style.labelsAreHeadings
      ? `${'#'.repeat(Math.min(level + 1, 6))} ${label} ${open}`
      : `${style.bullet}${label} ${open}`,
  );
}
