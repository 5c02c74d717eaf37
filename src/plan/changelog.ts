import type { PlanDocument } from './document.ts';
import { meaningOfHeading } from './meaning/headings.ts';
import { renderPlan } from './read.ts';
import { parseMarkdown, sectionsOf, spanOf, wordsOf, type Section } from './text/markdown.ts';
import { separation } from './text/separation.ts';
import { lineEndAfter, type Source } from './text/source.ts';

/**
 * The document with these bullet lines at the end of its Changelog, every other byte as it was. Lines that the
 * Changelog holds already are not written again. Where there is no Changelog, one begins right below the title.
 */
export function withChangelog(plan: PlanDocument, lines: readonly string[]): string {
  const { source } = plan;
  const sections = sectionsOf(parseMarkdown(source.text));
  const changelog = sections.findIndex((section) => meaningOf(section) === 'changelog');
  const wanted = lines.map(asBullet).filter((line) => line.length > '- '.length);
  const written = changelog === -1 ? [] : linesOf(source, sections, changelog);
  const missing = notYetIn(written, wanted);
  if (missing.length === 0) return renderPlan(plan);
  const section = sections[changelog];
  return section ? continued(source, section, missing) : begun(source, sections, missing);
}

const meaningOf = ({ heading }: Section) => heading && meaningOfHeading(wordsOf(heading)).kind;

function asBullet(line: string): string {
  const oneLine = line.replace(/[\r\n]+/g, ' ').trim();
  return oneLine.startsWith('- ') ? oneLine : `- ${oneLine}`;
}

function linesOf(source: Source, sections: readonly Section[], index: number): readonly string[] {
  const [here, next] = [sections[index]?.heading, sections[index + 1]?.heading];
  const start = here ? spanOf(here).end : 0;
  const end = next ? spanOf(next).start : source.text.length;
  return source.text
    .slice(start, end)
    .split(/[\r\n]+/)
    .map((line) => line.trimEnd());
}

/** A line that is wanted twice must stand there twice: the same thing can happen twice in a minute. */
function notYetIn(written: readonly string[], wanted: readonly string[]): readonly string[] {
  const left = [...written];
  return wanted.filter((line) => {
    const found = left.indexOf(line);
    if (found === -1) return true;
    left.splice(found, 1);
    return false;
  });
}

function continued(source: Source, { heading, blocks }: Section, lines: readonly string[]): string {
  const last = blocks.at(-1) ?? heading;
  const end = lineEndAfter(source, last ? spanOf(last).end : 0);
  // A block of HTML goes on until a blank line.
  const lead = last?.type === 'html' ? [''] : [];
  return inserted(source, end, ['', ...lead, ...lines]);
}

function begun(source: Source, sections: readonly Section[], lines: readonly string[]): string {
  const heading = ['## Changelog', '', ...lines];
  const title = sections.find(
    (section) => section.heading?.depth === 1 && meaningOf(section) === 'other',
  )?.heading;
  if (title) return inserted(source, lineEndAfter(source, spanOf(title).end), ['', '', ...heading]);
  const { mark, text, lineEnding } = source;
  if (text === '') return mark + heading.join(lineEnding);
  return mark + [...heading, ...separation(lineEnding + text), ''].join(lineEnding) + text;
}

/** Lines put in at the end of a line, with what keeps the rest of the document out of the list they make. */
function inserted(source: Source, offset: number, lines: readonly string[]): string {
  const before = source.text.slice(0, offset);
  const after = source.text.slice(offset);
  const added = [...lines, ...separation(after)].join(source.lineEnding);
  return source.mark + before + added + after;
}
