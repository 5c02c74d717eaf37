import type { ComponentChildren } from 'preact';

/** What lies between two ticks of the clock: a place across the chart. */
export type Slot = {
  /** `Apr 8` */
  readonly name: string;
  /** Numbers of the events that began in it. */
  readonly markers: readonly number[];
};

/** Values that have a line across the chart, the lowest first; `word`: as they are written beside it. */
export type Axis = { readonly values: readonly number[]; readonly word: (value: number) => string };

/** Where things stand in a chart. */
export type Placing = {
  /** Width of a slot, in percent. */
  readonly step: number;
  /** The values at the lower and the upper end. */
  readonly bottom: number;
  readonly top: number;
};

type ChartParts = {
  readonly caption: string;
  readonly slots: readonly Slot[];
  readonly axis: Axis;
  /** Of the slots; left out: a week of days. */
  readonly fewest?: number;
  readonly children: (place: Placing) => ComponentChildren;
};

/** Down in pixels, across in percent: words keep their size while the drawing fills the room that there is. */
export const TOP = 24;
export const HEIGHT = 160;
export const FOOT = TOP + HEIGHT;
export const WHOLE = FOOT + 24;
/** A slot by itself is no wall: so many share the width at least. */
const FEWEST = 7;
const MOST_LABELS = 3;
/** Room for a label on the narrowest phone, in percent. */
const LABEL = 18;
/** Closer than that to an end, a label is written inward. */
const NEAR_END = 12;

/** Values over time between two axes, with what happened meanwhile; a table beside it has the numbers. */
export function Chart({ caption, slots, axis, fewest = FEWEST, children }: ChartParts) {
  const [bottom, top] = [axis.values[0] ?? 0, axis.values.at(-1) ?? 1];
  const place: Placing = { step: 100 / Math.max(slots.length, fewest), bottom, top };
  return (
    <figure class="chart">
      <figcaption>{caption}</figcaption>
      <svg class="chart__drawing" height={WHOLE} aria-hidden="true">
        {axis.values.map((value) => (
          <line
            class="chart__line"
            x1="0"
            x2="100%"
            y1={yOf(value, place)}
            y2={yOf(value, place)}
          />
        ))}
        {children(place)}
        {axis.values.map((value) => (
          <text class="chart__label" x="-6" y={yOf(value, place) + 5} text-anchor="end">
            {axis.word(value)}
          </text>
        ))}
        <SlotLabels slots={slots} place={place} />
        <Markers slots={slots} place={place} />
      </svg>
    </figure>
  );
}

export const yOf = (value: number, { bottom, top }: Placing) =>
  FOOT - (HEIGHT * (value - bottom)) / (top - bottom);

export const middleOf = (index: number, { step }: Pick<Placing, 'step'>) => (index + 0.5) * step;

/** Nothing, a half where that is a whole number, and a round number that holds all. */
export function roundValues(most: number): readonly number[] {
  const ten = 10 ** Math.floor(Math.log10(most));
  const top = [1, 2, 4, 6, 8, 10].map((part) => part * ten).find((end) => end >= most) ?? most;
  return top % 2 === 0 ? [0, top / 2, top] : [0, top];
}

type Drawn = Pick<ChartParts, 'slots'> & { readonly place: Placing };

function anchorAt(percent: number): 'start' | 'middle' | 'end' {
  if (percent < NEAR_END) return 'start';
  return percent > 100 - NEAR_END ? 'end' : 'middle';
}

function SlotLabels({ slots, place }: Drawn) {
  const labelled = labelledSlots(slots.length, place);
  return slots.map(({ name }, index) => {
    if (!labelled.has(index)) return null;
    const x = middleOf(index, place);
    return (
      <text class="chart__label" x={`${x}%`} y={FOOT + 18} text-anchor={anchorAt(x)}>
        {name}
      </text>
    );
  });
}

/** The first and the last, and as many between them as there is room for on a phone. */
function labelledSlots(count: number, { step }: Placing): ReadonlySet<number> {
  const last = count - 1;
  const fits = (gaps: number) => Math.floor(last / gaps) * step >= LABEL;
  const gaps = Array.from({ length: MOST_LABELS - 1 }, (_, index) => index + 1).findLast(fits) ?? 1;
  return new Set(Array.from({ length: gaps + 1 }, (_, gap) => Math.round((gap * last) / gaps)));
}

function Markers({ slots, place }: Drawn) {
  const lines = slots.flatMap(({ markers }, index) =>
    markers.length === 0 ? [] : [middleOf(index, place)],
  );
  return (
    <>
      {lines.map((x) => (
        <line class="chart__event" x1={`${x}%`} x2={`${x}%`} y1={TOP - 6} y2={FOOT} />
      ))}
      {markerLabels(slots, place).map(({ x, numbers }) => (
        <text class="chart__number" x={`${x}%`} y={TOP - 10} text-anchor={anchorAt(x)}>
          {rangeOf(numbers)}
        </text>
      ))}
    </>
  );
}

type MarkerLabel = { readonly x: number; readonly numbers: number[] };

/** Numbers of events so close to each other that they would overlap on a phone stand as one range. */
function markerLabels(slots: readonly Slot[], place: Placing): readonly MarkerLabel[] {
  const labels: MarkerLabel[] = [];
  slots.forEach(({ markers }, index) => {
    if (markers.length === 0) return;
    const x = middleOf(index, place);
    const last = labels.at(-1);
    if (last && x - last.x < LABEL) last.numbers.push(...markers);
    else labels.push({ x, numbers: [...markers] });
  });
  return labels;
}

function rangeOf(numbers: readonly number[]): string {
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  return first === last ? `${first}` : `${first}–${last}`;
}
