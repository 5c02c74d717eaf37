import { inFigures } from '../../lib/figures.ts';
import type { ShownDay } from './shown-days.ts';

type DayChartParts = { readonly days: readonly ShownDay[] };

/** Down in pixels, across in percent: words keep their size while the drawing fills the room that there is. */
const TOP = 24;
const HEIGHT = 160;
const FOOT = TOP + HEIGHT;
const WHOLE = FOOT + 24;
/** A day by itself is no wall. */
const FEWEST = 14;
const MOST_LABELS = 3;
/** Room for a label on the narrowest phone, in percent. */
const LABEL = 18;
/** Closer than that to an end, a label is written inward. */
const NEAR_END = 12;

/** Views as bars, people as the part of each bar that is dark; the tables beside it have the numbers and the events. */
export function DayChart({ days }: DayChartParts) {
  const most = Math.max(...days.map(({ counts }) => counts?.views ?? 0), 1);
  const scale = axisFor(most);
  const place: Placing = { step: 100 / Math.max(days.length, FEWEST), top: scale.at(-1) ?? most };
  return (
    <figure class="chart">
      <figcaption>
        Views of the page by day. The dark part of each bar is people, each counted once a day. A
        hatched day is one on which no events were taken all day. A dashed line with a number is an
        event of the table below.
      </figcaption>
      <svg class="chart__drawing" height={WHOLE} aria-hidden="true">
        <defs>
          <pattern id="not-taken" width="8" height="8" patternUnits="userSpaceOnUse">
            <path class="chart__hatch" d="M-2 2l4-4M0 8l8-8M6 10l4-4" />
          </pattern>
        </defs>
        {scale.map((count) => (
          <line
            class="chart__line"
            x1="0"
            x2="100%"
            y1={yOf(count, place)}
            y2={yOf(count, place)}
          />
        ))}
        {days.map((day, index) => (
          <Bar day={day} index={index} place={place} />
        ))}
        {scale.slice(1).map((count) => (
          <text class="chart__label" x="-6" y={yOf(count, place) + 5} text-anchor="end">
            {inFigures(count)}
          </text>
        ))}
        <DayLabels days={days} place={place} />
        <Markers days={days} place={place} />
      </svg>
    </figure>
  );
}

type Placing = {
  /** Width of a day, in percent. */
  readonly step: number;
  /** The count at the upper end. */
  readonly top: number;
};

type Drawn = DayChartParts & { readonly place: Placing };
type OneDay = { readonly day: ShownDay; readonly index: number; readonly place: Placing };

const yOf = (count: number, { top }: Placing) => FOOT - (HEIGHT * count) / top;

/** Nothing, a half where that is a whole number, and a round number that holds all. */
function axisFor(most: number): readonly number[] {
  const ten = 10 ** Math.floor(Math.log10(most));
  const top = [1, 2, 4, 6, 8, 10].map((part) => part * ten).find((end) => end >= most) ?? most;
  return top % 2 === 0 ? [0, top / 2, top] : [0, top];
}

function Bar({ day: { counts }, index, place }: OneDay) {
  const across = { x: `${(index + 0.15) * place.step}%`, width: `${0.7 * place.step}%` };
  if (counts === null) {
    return <rect class="chart__gap" {...across} y={TOP} height={HEIGHT} fill="url(#not-taken)" />;
  }
  const down = (count: number) => ({ y: yOf(count, place), height: FOOT - yOf(count, place) });
  return (
    <>
      <rect class="chart__views" {...across} {...down(counts.views)} />
      <rect class="chart__people" {...across} {...down(counts.people)} />
    </>
  );
}

const middleOf = (index: number, { step }: Placing) => (index + 0.5) * step;

function anchorAt(percent: number): 'start' | 'middle' | 'end' {
  if (percent < NEAR_END) return 'start';
  return percent > 100 - NEAR_END ? 'end' : 'middle';
}

function DayLabels({ days, place }: Drawn) {
  const every = Math.ceil(Math.max(days.length, FEWEST) / MOST_LABELS);
  return days.map(({ name }, index) => {
    if (index % every !== 0) return null;
    const x = middleOf(index, place);
    return (
      <text class="chart__label" x={`${x}%`} y={FOOT + 18} text-anchor={anchorAt(x)}>
        {name}
      </text>
    );
  });
}

function Markers({ days, place }: Drawn) {
  const lines = days.flatMap(({ markers }, index) =>
    markers.length === 0 ? [] : [middleOf(index, place)],
  );
  return (
    <>
      {lines.map((x) => (
        <line class="chart__event" x1={`${x}%`} x2={`${x}%`} y1={TOP - 6} y2={FOOT} />
      ))}
      {markerLabels(days, place).map(({ x, numbers }) => (
        <text class="chart__number" x={`${x}%`} y={TOP - 10} text-anchor={anchorAt(x)}>
          {rangeOf(numbers)}
        </text>
      ))}
    </>
  );
}

type MarkerLabel = { readonly x: number; readonly numbers: number[] };

/** Numbers of events so close to each other that they would overlap on a phone stand as one range. */
function markerLabels(days: readonly ShownDay[], place: Placing): readonly MarkerLabel[] {
  const labels: MarkerLabel[] = [];
  days.forEach(({ markers }, index) => {
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
