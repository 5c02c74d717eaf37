import type { CallsStatus } from '../../release/index.ts';
import { dayInWords, shortDayInWords } from '../../lib/eastern-time.ts';
import { inFigures } from '../../lib/figures.ts';
import { Chart, FOOT, roundValues, yOf } from '../charts/chart.tsx';

/** Calls as a bar a day, with days that were not entered left out of the row of bars; the table has the numbers. */
export function CallsChart({ calls }: { readonly calls: readonly CallsStatus[] }) {
  const most = Math.max(...calls.map(({ total }) => total), 1);
  const axis = { values: roundValues(most), word: (count: number) => inFigures(count) };
  const slots = calls.map(({ day }) => ({ name: shortDayInWords(day), markers: [] }));
  return (
    <Chart caption={captionOf(calls)} slots={slots} axis={axis}>
      {(place) =>
        calls.map(({ total, stop }, index) => (
          <rect
            class={stop ? 'chart__people' : 'chart__views'}
            x={`${(index + 0.15) * place.step}%`}
            width={`${0.7 * place.step}%`}
            y={yOf(total, place)}
            height={FOOT - yOf(total, place)}
          />
        ))
      }
    </Chart>
  );
}

function captionOf(calls: readonly CallsStatus[]): string {
  const [first, last] = [calls.at(0)?.day ?? '', calls.at(-1)?.day ?? ''];
  const span = first === last ? dayInWords(first) : `${dayInWords(first)}, to ${dayInWords(last)}`;
  const stops = ' A dark bar is a day on which a stop was asked for.';
  return `Calls by day, ${span}.${calls.some(({ stop }) => stop) ? stops : ''}`;
}
