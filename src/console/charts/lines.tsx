import {
  Chart,
  FOOT,
  middleOf,
  TOP,
  WHOLE,
  yOf,
  type Axis,
  type Placing,
  type Slot,
} from './chart.tsx';

/** One line of a chart. */
export type Series = {
  /** Written at its end. */
  readonly name: string;
  readonly look: 'solid' | 'dashed';
  /** One for each slot; null: nobody knows, and the line has a gap there. */
  readonly values: readonly (number | null)[];
};

type LinesParts = {
  readonly caption: string;
  readonly slots: readonly Slot[];
  readonly axis: Axis;
  readonly series: readonly Series[];
  /** A value that is drawn as a limit, in words. */
  readonly limit?: { readonly value: number; readonly word: string };
  /** Slots with a short line at their foot. */
  readonly ticks?: readonly number[];
};

/** Values over time as lines, each with its name at its end. */
export function LineChart({ caption, slots, axis, series, limit, ticks = [] }: LinesParts) {
  return (
    <Chart caption={caption} slots={slots} axis={axis} fewest={FEWEST}>
      {(place) => (
        <>
          {limit && <Limit {...limit} place={place} />}
          {ticks.map((index) => {
            const x = `${middleOf(index, place)}%`;
            return <line class="chart__tick" x1={x} x2={x} y1={FOOT - TICK} y2={FOOT} />;
          })}
          {series.map((one) => (
            <Line series={one} place={place} />
          ))}
          <Names series={series} place={place} />
        </>
      )}
    </Chart>
  );
}

/** Of the slots that share the width: two points by themselves are no wall to wall line. */
const FEWEST = 4;
/** So far apart can two lines of words be read, in pixels. */
const LINE = 18;
const TICK = 12;

type OfLimit = NonNullable<LinesParts['limit']> & { readonly place: Placing };

function Limit({ value, word, place }: OfLimit) {
  const y = yOf(value, place);
  return (
    <>
      <line class="chart__limit" x1="0" x2="100%" y1={y} y2={y} />
      <text class="chart__label" x="50%" y={y + LINE} text-anchor="middle">
        {word}
      </text>
    </>
  );
}

type OfSeries = { readonly series: Series; readonly place: Placing };

/** A line goes on from point to point until nobody knows; a point without a neighbor is a dot. */
function Line({ series: { values, look }, place }: OfSeries) {
  const known = (index: number) => (values[index] ?? null) !== null;
  const path = values.flatMap((value, index) => {
    if (value === null) return [];
    const at = `${middleOf(index, place).toFixed(2)} ${yOf(value, place).toFixed(1)}`;
    return [`${known(index - 1) ? 'L' : 'M'}${at}`];
  });
  const dots = values.flatMap((value, index) =>
    value === null || known(index - 1) || known(index + 1)
      ? []
      : [{ x: middleOf(index, place), y: yOf(value, place) }],
  );
  return (
    <>
      {/* Stretched to the room that there is, lines excepted: in it, 100 is all of the width. */}
      <svg height={WHOLE} width="100%" viewBox={`0 0 100 ${WHOLE}`} preserveAspectRatio="none">
        <path class={`chart__path chart__path--${look}`} d={path.join('')} />
      </svg>
      {dots.map(({ x, y }) => (
        <circle class={`chart__dot chart__dot--${look}`} cx={`${x}%`} cy={y} r="3" />
      ))}
    </>
  );
}

/** Each above the end of its line, or below one that ends at the top; where two end together, one above the other. */
function Names({ series, place }: { readonly series: readonly Series[]; readonly place: Placing }) {
  let room = Infinity;
  const names = series
    .flatMap(({ name, values }) => {
      const index = values.findLastIndex((value) => value !== null);
      const value = values[index] ?? null;
      if (value === null) return [];
      const y = yOf(value, place);
      return [{ name, x: middleOf(index, place), y: y < TOP + LINE ? y + LINE : y - 7 }];
    })
    .toSorted((one, other) => other.y - one.y);
  return names.map(({ name, x, y }) => {
    const height = Math.min(y, room - LINE);
    room = height;
    return (
      <text
        class="chart__label"
        x={`${x}%`}
        y={height}
        dx={x < 50 ? 6 : 0}
        text-anchor={x < 50 ? 'start' : 'end'}
      >
        {name}
      </text>
    );
  });
}
