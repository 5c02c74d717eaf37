import type { CallsStatus } from '../../release/index.ts';
import { inFigures } from '../../lib/figures.ts';

/** In units of the drawing, which is stretched to the room that there is. */
const HEIGHT = 100;
const STEP = 10;
const BAR = 7;
const FEWEST = 14;

/** Calls as a bar a day, with days that were not entered left out of the row of bars; the table has the numbers. */
export function CallsChart({ calls }: { readonly calls: readonly CallsStatus[] }) {
  const most = Math.max(...calls.map(({ total }) => total), 1);
  return (
    <figure class="chart">
      <figcaption>
        Calls by day, at most {inFigures(most)}. A dark bar is a day on which a stop was asked for.
      </figcaption>
      <svg
        class="chart__drawing chart__drawing--plain"
        viewBox={`0 0 ${Math.max(calls.length, FEWEST) * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {calls.map(({ total, stop }, index) => {
          const height = (HEIGHT * total) / most;
          const shape = { x: index * STEP, y: HEIGHT - height, width: BAR, height };
          return <rect class={stop ? 'chart__people' : 'chart__views'} {...shape} />;
        })}
      </svg>
      <p class="quiet" aria-hidden="true">
        <span>
          {calls.at(0)?.day} to {calls.at(-1)?.day}
        </span>
      </p>
    </figure>
  );
}
