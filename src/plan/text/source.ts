/** A plan's text with what is needed to say where something stands in it. Offsets count from after the mark. */
export type Source = {
  /** Byte order marks at the very start; the Markdown parser would drop them and shift every position. */
  readonly mark: string;
  readonly text: string;
  /** Offset at which each line starts. */
  readonly lineStarts: readonly number[];
  /** The line ending that the document uses: `\n`, `\r\n` or `\r`. */
  readonly lineEnding: string;
};

/** Offsets into `Source.text`; `end` is the first character that no longer belongs. */
export type Span = { readonly start: number; readonly end: number };

/** Line and column count from 1; a column is a UTF-16 unit. */
export type Place = { readonly line: number; readonly column: number };

const LINE_ENDINGS = /\r\n|\n|\r/g;

export function sourceOf(document: string): Source {
  const mark = /^\uFEFF*/.exec(document)?.[0] ?? '';
  const text = document.slice(mark.length);
  const endings = [...text.matchAll(LINE_ENDINGS)];
  return {
    mark,
    text,
    lineStarts: [0, ...endings.map((ending) => ending.index + ending[0].length)],
    lineEnding: endings[0]?.[0] ?? '\n',
  };
}

export function placeAt(source: Source, offset: number): Place {
  const index = Math.max(
    source.lineStarts.findLastIndex((start) => start <= offset),
    0,
  );
  return { line: index + 1, column: offset - (source.lineStarts[index] ?? 0) + 1 };
}

/** Where the line that holds `offset` ends, its line ending not included. */
export function lineEndAfter(source: Source, offset: number): number {
  const rest = /[\r\n]/.exec(source.text.slice(offset));
  return rest ? offset + rest.index : source.text.length;
}

export function within(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

export function overlap(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}

/** Of things in the order of their spans those that begin behind the end of every one before. */
export function outermost<T>(things: readonly T[], spanOf: (thing: T) => Span): readonly T[] {
  let furthest = 0;
  return things.filter((thing) => {
    const { start, end } = spanOf(thing);
    const isOutside = start >= furthest;
    furthest = Math.max(furthest, end);
    return isOutside;
  });
}

/** The span without the white space at its edges. */
export function trimmed(text: string, { start, end }: Span): Span {
  const words = text.slice(start, end);
  const lead = words.length - words.trimStart().length;
  const tail = words.length - words.trimEnd().length;
  return lead === words.length ? { start, end: start } : { start: start + lead, end: end - tail };
}
