import type { PlanDocument } from './document.ts';
import { meaningOfHeading } from './meaning/headings.ts';
import { renderPlan } from './read.ts';
import { edited, type Edit } from './results/edits.ts';
import { frontMatterEnd, sectionsOf, spanOf, wordsOf, type Section } from './text/markdown.ts';
import { separation } from './text/separation.ts';
import { lineEndAfter, type Source } from './text/source.ts';

/**
 * The document with these bullet lines at the end of its Changelog, every other byte as it was. Lines that the
 * Changelog holds already are not written again. Where there is no Changelog, one begins right below the title.
 */
export function withChangelog(plan: PlanDocument, lines: readonly string[]): string {
  const edit = changelogEdit(plan, lines);
  return edit === null ? renderPlan(plan) : edited(plan.source, [edit]);
}

/** Null where the Changelog says all of it already. */
export function changelogEdit(
  { source, root }: PlanDocument,
  lines: readonly string[],
): Edit | null {
  const sections = sectionsOf(root);
  const changelog = sections.findIndex((section) => meaningOf(section) === 'changelog');
  const wanted = lines.map(asBullet).filter((line) => line.length > '- '.length);
  const written = changelog === -1 ? [] : linesOf(source, sections, changelog);
  const missing = notYetIn(written, wanted);
  if (missing.length === 0) return null;
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

function continued(source: Source, { heading, blocks }: Section, lines: readonly string[]): Edit {
  const last = blocks.at(-1) ?? heading;
  const end = lineEndAfter(source, last ? spanOf(last).end : 0);
  // A block of HTML goes on until a blank line.
  const lead = last?.type === 'html' ? [''] : [];
  return inserted(source, end, ['', ...lead, ...lines]);
}

function begun(source: Source, sections: readonly Section[], lines: readonly string[]): Edit {
  const heading = ['## Changelog', '', ...lines];
  const title = sections.find(
    (section) => section.heading?.depth === 1 && meaningOf(section) === 'other',
  )?.heading;
  if (title) return inserted(source, lineEndAfter(source, spanOf(title).end), ['', '', ...heading]);
  const { text, lineEnding } = source;
  const front = frontMatterEnd(text);
  if (front > 0) return inserted(source, front, ['', '', ...heading]);
  const apart = text === '' ? [] : [...separation(lineEnding + text), ''];
  return { span: { start: 0, end: 0 }, words: [...heading, ...apart].join(lineEnding) };
}

/** Lines put in at the end of a line, with what keeps the rest of the document out of the list they make. */
function inserted(source: Source, offset: number, lines: readonly string[]): Edit {
  const added = [...lines, ...separation(source.text.slice(offset))];
  return { span: { start: offset, end: offset }, words: added.join(source.lineEnding) };
}
