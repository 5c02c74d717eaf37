import { lastAtOrBefore, type Span } from './source.ts';

/** Where the things of a list stand: by where they start, and how far those up to each one reach. */
type Places<T> = {
  readonly inOrder: readonly { readonly thing: T; readonly span: Span; readonly index: number }[];
  readonly starts: readonly number[];
  readonly reaches: readonly number[];
};

const placesOf = new WeakMap<readonly unknown[], Places<unknown>>();

/**
 * Those of the things that stand in a span or touch it, in the order of the list: asked of each line of a plan, so that
 * they are not gone over one by one. `spanOf` is always the same for a list.
 */
export function touching<T>(
  things: readonly T[],
  spanOf: (thing: T) => Span,
  { start, end }: Span,
): readonly T[] {
  const places = (placesOf.get(things) as Places<T> | undefined) ?? placed(things, spanOf);
  const { inOrder, starts, reaches } = places;
  const found = [];
  for (
    let index = lastAtOrBefore(starts, end);
    (reaches[index] ?? -Infinity) >= start;
    index -= 1
  ) {
    const place = inOrder[index];
    if (place && place.span.end >= start) found.push(place);
  }
  return found.toSorted((one, other) => one.index - other.index).map(({ thing }) => thing);
}

/** The same of plain spans. */
export function spansTouching(spans: readonly Span[], span: Span): readonly Span[] {
  return touching(spans, itself, span);
}

const itself = (span: Span) => span;

function placed<T>(things: readonly T[], spanOf: (thing: T) => Span): Places<T> {
  const inOrder = things
    .map((thing, index) => ({ thing, span: spanOf(thing), index }))
    .toSorted((one, other) => one.span.start - other.span.start);
  let reach = -Infinity;
  const places = {
    inOrder,
    starts: inOrder.map(({ span }) => span.start),
    reaches: inOrder.map(({ span }) => (reach = Math.max(reach, span.end))),
  };
  placesOf.set(things, places);
  return places;
}
