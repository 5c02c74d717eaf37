/**
 * In bytes of UTF-8, lines and characters. The longest plan known has a tenth of each. What Markdown costs grows
 * with the square of some of them, so that they bound what reading any document costs.
 */
const LARGEST_PLAN = 256 * 1024;
const MOST_LINES = 5_000;
const LONGEST_PARAGRAPH = 10_000;
const MOST_SIGNS = 500;
const MOST_SIGNS_IN_ALL = 20_000;

/** What Markdown reads as more than a character, inside a paragraph. */
const SIGN = /[*_[\]<`~!&|]/g;
/** A blank line and what begins a block end the paragraph before. */
const BEGINS_BLOCK = /^[ \t>]*(?:$|[-+*•][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|\|)/;

type MeasuredParagraph = { readonly line: number; characters: number; signs: number };

/** Why a document is too much to be read as a plan, or null when it is not. */
export function tooMuchToRead(document: string): string | null {
  const bytes = new TextEncoder().encode(document).length;
  if (bytes > LARGEST_PLAN) return tooLarge(bytes);
  const lines = document.split(/\r\n|\n|\r/);
  if (lines.length > MOST_LINES) return tooLong(lines.length);
  const paragraphs = paragraphsOf(lines);
  const signs = paragraphs.reduce((sum, paragraph) => sum + paragraph.signs, 0);
  if (signs > MOST_SIGNS_IN_ALL) return tooManySigns(signs);
  const worst = paragraphs.find(
    ({ characters, signs }) => characters > LONGEST_PARAGRAPH || signs > MOST_SIGNS,
  );
  return worst ? tooDense(worst) : null;
}

function paragraphsOf(lines: readonly string[]): readonly MeasuredParagraph[] {
  const paragraphs: MeasuredParagraph[] = [];
  for (const [index, line] of lines.entries()) {
    const last = paragraphs.at(-1);
    const signs = line.match(SIGN)?.length ?? 0;
    if (!last || last.characters === 0 || BEGINS_BLOCK.test(line)) {
      paragraphs.push({ line: index + 1, characters: line.length, signs });
    } else {
      last.characters += line.length;
      last.signs += signs;
    }
  }
  return paragraphs;
}

const ELSEWHERE =
  'Check that this is the release plan, and move what is not part of it to another document.';

function tooLarge(bytes: number): string {
  return `The document has ${grouped(Math.ceil(bytes / 1024))} kB; a release plan of at most ${LARGEST_PLAN / 1024} kB is expected. ${ELSEWHERE}`;
}

function tooLong(lines: number): string {
  return `The document has ${grouped(lines)} lines; a release plan of at most ${grouped(MOST_LINES)} lines is expected. ${ELSEWHERE}`;
}

function tooManySigns(signs: number): string {
  return `The document has ${grouped(signs)} Markdown characters, such as * and |; a release plan of at most ${grouped(MOST_SIGNS_IN_ALL)} is expected. ${ELSEWHERE}`;
}

function tooDense({ line, characters, signs }: MeasuredParagraph): string {
  const [has, limit] =
    characters > LONGEST_PARAGRAPH
      ? [`${grouped(characters)} characters`, grouped(LONGEST_PARAGRAPH)]
      : [`${grouped(signs)} Markdown characters, such as * and [`, grouped(MOST_SIGNS)];
  return `The paragraph in line ${line} has ${has}; at most ${limit} are expected. Divide it with blank lines, or move it to another document.`;
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
