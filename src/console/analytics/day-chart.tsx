import type { PageFigures } from '../../analytics/index.ts';
import { inFigures } from '../../lib/figures.ts';

type DayChartParts = { readonly days: PageFigures['days'] };

/** In units of the drawing, which is stretched to the room that there is. */
const HEIGHT = 100;
const STEP = 10;
const BAR = 7;
/** A day by itself is no wall. */
const FEWEST = 14;

/** Views as bars, people as the part of each bar that is dark; the table beside it has the numbers. */
export function DayChart({ days }: DayChartParts) {
  const most = Math.max(...days.map(({ views }) => views), 1);
  const barOf = (count: number, index: number) => {
    const height = (HEIGHT * count) / most;
    return { x: index * STEP, y: HEIGHT - height, width: BAR, height };
  };
  return (
    <figure class="chart">
      <figcaption>
        Views of the page by day, at most {inFigures(most)}. The dark part of each bar is people,
        each counted once a day.
      </figcaption>
      <svg
        class="chart__drawing"
        viewBox={`0 0 ${Math.max(days.length, FEWEST) * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {days.map(({ views, people }, index) => (
          <>
            <rect class="chart__views" {...barOf(views, index)} />
            <rect class="chart__people" {...barOf(people, index)} />
          </>
        ))}
      </svg>
      <p class="chart__ends" aria-hidden="true">
        <span>{days.at(0)?.day}</span>
        {days.length > 1 && <span>{days.at(-1)?.day}</span>}
      </p>
    </figure>
  );
}
