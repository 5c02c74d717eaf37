import { durationInWords } from '../../../../lib/duration.ts';
import type { RehearsedRun } from '../../../../rehearsal/index.ts';
import { ChartFrame, FRAME } from './chart-frame.tsx';
import { percent } from '../../../../lib/figures.ts';

const SHARES = [0.1, 0.5, 0.9] as const;

type Detection = { readonly runs: readonly RehearsedRun[]; readonly onset: number };

/** How soon the rollback came: the share of runs in which it had come after so many minutes. */
export function DetectionPicture({ runs, onset }: Detection) {
  const delays = delaysOf(runs, onset);
  const longest = delays.at(-1);
  if (longest === undefined) return <p>No run was rolled back, so there is nothing to draw.</p>;
  const rows = rowsOf(delays, runs.length);
  const steps = delays.map(
    (delay, index) =>
      `H${FRAME.x(delay / Math.max(1, longest))}V${FRAME.y((index + 1) / runs.length)}`,
  );
  return (
    <ChartFrame
      caption="How soon it is rolled back after the failures begin"
      label={rows.join(' ')}
      below={
        <ul>
          {rows.map((row) => (
            <li key={row}>{row}</li>
          ))}
        </ul>
      }
    >
      <path class="curve" d={`M${FRAME.x(0)} ${FRAME.y(0)}${steps.join('')}`} />
      <text x={FRAME.left} y={FRAME.below}>
        at once
      </text>
      <text x={FRAME.right} y={FRAME.below} text-anchor="end">
        {durationInWords(longest)}
      </text>
    </ChartFrame>
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
