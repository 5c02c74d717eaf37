import { Chart, middleOf, yOf, type Axis, type Placing, type Slot } from './chart.tsx';

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
};

/** Values over time as lines, each with its name at its end. */
export function LineChart({ caption, slots, axis, series, limit }: LinesParts) {
  return (
    <Chart caption={caption} slots={slots} axis={axis}>
      {(place) => (
        <>
          {limit && <Limit {...limit} place={place} />}
          {series.map((one) => (
            <Line series={one} place={place} />
          ))}
          <Names series={series} place={place} />
        </>
      )}
    </Chart>
  );
}

type OfLimit = NonNullable<LinesParts['limit']> & { readonly place: Placing };

function Limit({ value, word, place }: OfLimit) {
  const y = yOf(value, place);
  return (
    <>
      <line class="chart__limit" x1="0" x2="100%" y1={y} y2={y} />
      <text class="chart__label" x="4" y={y + 18}>
        {word}
      </text>
    </>
  );
}

type OfSeries = { readonly series: Series; readonly place: Placing };

/** A point without a neighbor is a dot. */
function Line({ series: { values, look }, place }: OfSeries) {
  return values.map((value, index) => {
    if (value === null) return null;
    const [before, after] = [values[index - 1] ?? null, values[index + 1] ?? null];
    const at = { x: `${middleOf(index, place)}%`, y: yOf(value, place) };
    if (before === null && after === null) {
      return <circle class={`chart__dot chart__dot--${look}`} cx={at.x} cy={at.y} r="3" />;
    }
    if (before === null) return null;
    const from = { x: `${middleOf(index - 1, place)}%`, y: yOf(before, place) };
    return (
      <line
        class={`chart__path chart__path--${look}`}
        x1={from.x}
        y1={from.y}
        x2={at.x}
        y2={at.y}
      />
    );
  });
}

/** So far apart can two lines of words be read, in pixels. */
const LINE = 18;

/** Where two lines end at the same height, the name of the lower one stands below it. */
function Names({ series, place }: { readonly series: readonly Series[]; readonly place: Placing }) {
  const ends = series
    .flatMap(({ name, values }) => {
      const index = values.findLastIndex((value) => value !== null);
      const value = values[index] ?? null;
      return value === null ? [] : [{ name, index, y: yOf(value, place) }];
    })
    .toSorted((one, other) => one.y - other.y);
  return ends.map(({ name, index, y }, order) => {
    const above = ends[order - 1];
    const isClose = above !== undefined && y - above.y < LINE;
    return (
      <text
        class="chart__label"
        x={`${middleOf(index, place)}%`}
        y={isClose ? Math.max(y, above.y) + LINE : y - 7}
        text-anchor={middleOf(index, place) < 40 ? 'start' : 'end'}
      >
        {name}
      </text>
    );
  });
}
