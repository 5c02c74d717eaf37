import { durationInWords } from '../../../../lib/duration.ts';
import type { RehearsedRun } from '../../../../release/rehearsal/index.ts';
import { percent } from './figures-in-words.ts';

const WIDTH = 480;
const HEIGHT = 220;
const FRAME = { left: 48, right: 8, top: 8, bottom: 32 };
const SHARES = [0.1, 0.5, 0.9] as const;

type Detection = { readonly runs: readonly RehearsedRun[]; readonly onset: number };

/** How soon the rollback came: the share of runs in which it had come after so many minutes. */
export function DetectionPicture({ runs, onset }: Detection) {
  const delays = delaysOf(runs, onset);
  const longest = delays.at(-1);
  if (longest === undefined) return <p>No run was rolled back, so there is nothing to draw.</p>;
  const x = (minutes: number) =>
    FRAME.left + ((WIDTH - FRAME.left - FRAME.right) * minutes) / Math.max(1, longest);
  const y = (share: number) => HEIGHT - FRAME.bottom - (HEIGHT - FRAME.top - FRAME.bottom) * share;
  const steps = delays.map((delay, index) => `H${x(delay)}V${y((index + 1) / runs.length)}`);
  return (
    <figure>
      <figcaption>How soon it is rolled back after the failures begin</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={rowsOf(delays, runs.length).join(' ')}
      >
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <line
              class="line"
              x1={FRAME.left}
              x2={WIDTH - FRAME.right}
              y1={y(share)}
              y2={y(share)}
            />
            <text x={FRAME.left - 6} y={y(share) + 4} text-anchor="end">
              {percent(share)}
            </text>
          </g>
        ))}
        <path class="curve" d={`M${x(0)} ${y(0)}${steps.join('')}`} />
        <text x={FRAME.left} y={HEIGHT - 12}>
          at once
        </text>
        <text x={WIDTH - FRAME.right} y={HEIGHT - 12} text-anchor="end">
          {durationInWords(longest)}
        </text>
      </svg>
      <ul>
        {rowsOf(delays, runs.length).map((row) => (
          <li key={row}>{row}</li>
        ))}
      </ul>
    </figure>
  );
}

/** Minutes from the beginning of the failures to the rollback, the shortest first. */
function delaysOf(runs: readonly RehearsedRun[], onset: number): readonly number[] {
  return runs
    .filter(({ ended, minutes }) => ended === 'rolled-back' && minutes > onset)
    .map(({ minutes }) => minutes - onset)
    .toSorted((one, other) => one - other);
}

function rowsOf(delays: readonly number[], runs: number): readonly string[] {
  return SHARES.map((share) => {
    const delay = delays[Math.ceil(share * runs) - 1];
    return delay === undefined
      ? `Fewer than ${percent(share)} of runs were rolled back.`
      : `${percent(share)} of runs were rolled back within ${durationInWords(delay)}.`;
  });
}
