import { inFigures } from '../../lib/figures.ts';
import { Chart, FOOT, HEIGHT, roundValues, TOP, yOf, type Placing } from '../charts/chart.tsx';
import type { ShownDay } from './shown-days.ts';

type DayChartParts = { readonly days: readonly ShownDay[] };

const CAPTION =
  'Views of the page by day. The dark part of each bar is people, each counted once a day. A hatched day is one on which no events were taken all day. A dashed line with a number is an event of the table below.';

/** Views as bars, people as the part of each bar that is dark; the tables beside it have the numbers and the events. */
export function DayChart({ days }: DayChartParts) {
  const most = Math.max(...days.map(({ counts }) => counts?.views ?? 0), 1);
  const axis = { values: roundValues(most), word: (count: number) => inFigures(count) };
  return (
    <Chart caption={CAPTION} slots={days} axis={axis}>
      {(place) => (
        <>
          <defs>
            <pattern id="not-taken" width="8" height="8" patternUnits="userSpaceOnUse">
              <path class="chart__hatch" d="M-2 2l4-4M0 8l8-8M6 10l4-4" />
            </pattern>
          </defs>
          {days.map((day, index) => (
            <Bar day={day} index={index} place={place} />
          ))}
        </>
      )}
    </Chart>
  );
}

type OneDay = { readonly day: ShownDay; readonly index: number; readonly place: Placing };

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
