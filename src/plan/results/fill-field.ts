import { separation } from '../text/separation.ts';
import { lineEndAfter, type Source, type Span } from '../text/source.ts';
import { nestedLead, sameLead, topLead } from './bullets.ts';
import { isInline } from './carrier.ts';
import type { Edit } from './edits.ts';
import { keptText } from './kept-text.ts';
import { valueAt, type ValuePiece, type Written } from './pieces.ts';
import { wordsAt } from './words-at.ts';

/** A document that is being filled in. */
export type Filling = Written & { readonly source: Source };

type Fill = {
  readonly filling: Filling;
  readonly span: Span;
  readonly value: ValuePiece;
  readonly lines: readonly string[];
};

/**
 * The edits that leave in a field what people wrote and these lines, each once. The template's words go, and
 * so does what the program wrote before.
 */
export function fillField(filling: Filling, span: Span, lines: readonly string[]): readonly Edit[] {
  const value = valueAt(filling, span);
  const said = value.carrier.kind === 'line' ? lines.map(withoutColons) : lines;
  if (said.length === 0 || saysAlready(filling, value, said)) return [];
  const fill = { filling, span, value, lines: said };
  return value.pieces.some(({ by }) => by === 'people') ? besidePeoples(fill) : insteadOfAll(fill);
}

/** In running text any words before a colon are a label; as a character reference it shows the same. */
function withoutColons(line: string): string {
  return line.replace(/[:?](?=\s)/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function saysAlready({ text }: Filling, { pieces }: ValuePiece, lines: readonly string[]): boolean {
  if (pieces.some(({ span, kept }) => kept.start > span.start || kept.end < span.end)) return false;
  if (pieces.some(({ by }) => by === 'template')) return false;
  const said = pieces.filter(({ by }) => by === 'program').map(({ span }) => textOf(text, span));
  return said.length === lines.length && lines.every((line, index) => said[index] === line);
}

const textOf = (text: string, { start, end }: Span) => text.slice(start, end);

function insteadOfAll(fill: Fill): readonly Edit[] {
  const { filling, span, value, lines } = fill;
  const { carrier, pieces } = value;
  const [first] = pieces;
  if (first?.isBullet) return [{ span, words: joined(fill, sameLead(first.lead)) }];
  if (isInline(carrier)) return [outsideEmphasis(fill) ?? besideLabel(fill)];
  const [line = '', ...more] = lines;
  if (carrier.kind === 'below') {
    return more.length === 0 ? [{ span, words: line }] : [listInstead(fill, first)];
  }
  const asList = more.length > 0 || (carrier.kind === 'heading' && !endsLabel(filling.text, span));
  return asList ? listBelow(fill) : [besideLabel(fill)];
}

function besideLabel({ filling, span, value: { carrier }, lines }: Fill): Edit {
  return wordsAt(filling.text, span, { carrier, words: lines.join('<br>') });
}

/** Of `**Number of users: [FILL_IN]**` the emphasis ends with the label: the next line would be outside of it. */
function outsideEmphasis({ filling: { text }, span, lines }: Fill): Edit | null {
  const closing = closingEmphasis(text, span);
  if (closing === '') return null;
  const start = text.slice(0, span.start).trimEnd().length;
  return {
    span: { start, end: span.end + closing.length },
    words: `${closing} ${lines.join('<br>')}`,
  };
}

/** What ends the emphasis that began with the label. */
function closingEmphasis(text: string, { end }: Span): string {
  return /^(?:\*{1,3}|_{1,3})(?=\s|$|\||<br)/.exec(text.slice(end))?.[0] ?? '';
}

/** A heading takes a value only behind its colon. */
function endsLabel(text: string, { start, end }: Span): boolean {
  return end > start || /[:?][*_\s]*$/.test(text.slice(0, start));
}

function joined({ filling, lines }: Fill, lead: string): string {
  return lines.join(filling.source.lineEnding + lead);
}

/** Bullets where a paragraph stood. */
function listInstead(fill: Fill, first: ValuePiece['pieces'][number] | undefined): Edit {
  const indent = first?.lead ?? '';
  const lead = topLead(fill.filling);
  const { filling, span } = fill;
  const apart = indent === '' ? separation(filling.text.slice(span.end)) : [];
  const words = [lead + joined(fill, indent + lead), ...apart].join(filling.source.lineEnding);
  return { span, words };
}

/** Bullets below a label that had words beside it. */
function listBelow({ filling, span, value, lines }: Fill): readonly Edit[] {
  const beside = value.pieces[0]?.span ?? span;
  const before = filling.text.slice(0, beside.start).trimEnd().length;
  const label = { span: { start: before, end: beside.end }, words: '' };
  const lineEnd = endOfLabel(filling, value, beside.end);
  const rest = { start: lineEnd, end: Math.max(lineEnd, span.end) };
  return [label, { span: rest, words: bulletsAfter({ filling, span, value, lines }, rest.end) }];
}

/** What people wrote stays, and the bullets or lines come behind it. */
function besidePeoples(fill: Fill): readonly Edit[] {
  const { filling, span, value, lines } = fill;
  const kept = keptText(filling.text, value);
  if (isInline(value.carrier) && !value.pieces.some(({ isBullet }) => isBullet)) {
    const closing = closingEmphasis(filling.text, span);
    const whole = { start: span.start, end: span.end + closing.length };
    return [{ span: whole, words: [kept + closing, ...lines].join('<br>') }];
  }
  const end = endOfLabel(filling, value, span.end);
  const after = { start: end, end };
  return [
    { span, words: kept },
    { span: after, words: bulletsAfter(fill, end) },
  ];
}

/** Where the line ends in which a value ends; of a heading that is underlined, the line under it. */
function endOfLabel({ source }: Filling, { carrier }: ValuePiece, end: number): number {
  return lineEndAfter(source, Math.max(end, carrier.headingEnd ?? 0));
}

/** Bullets from the end of a line on, apart from what follows. */
function bulletsAfter(fill: Fill, offset: number): string {
  const { filling, value, lines } = fill;
  const lead = leadFor(filling, value);
  const rest = filling.text.slice(offset);
  const apart = /^\s/.test(lead) || startsWithBullet(rest) ? [] : separation(rest);
  return ['', ...lines.map((line) => lead + line), ...apart].join(filling.source.lineEnding);
}

const startsWithBullet = (rest: string) =>
  /^(?:\r\n|\n|\r)[ \t]*(?:[-+*]|\d{1,9}[.)])\s/.test(rest);

function leadFor(filling: Filling, { carrier, pieces }: ValuePiece): string {
  const bullet = pieces.find(({ isBullet, by }) => isBullet && by === 'people');
  if (bullet) return sameLead(bullet.lead);
  return carrier.itemStart === null ? topLead(filling) : nestedLead(filling, carrier.itemStart);
}
