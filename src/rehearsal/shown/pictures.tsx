import type { ComponentChildren } from 'preact';

import { durationInWords, MINUTES_PER_DAY } from '../../lib/duration.ts';
import { inFigures, percent } from '../../lib/figures.ts';
import type { RehearsedRun } from '../run.ts';
import type { Scenario } from '../scenario.ts';
import type { StageSummary } from '../summary/stage-summary.ts';

type PicturesParts = {
  readonly scenario: Scenario;
  readonly stages: readonly StageSummary[];
  readonly runs: readonly RehearsedRun[];
};

/** What a rehearsal came to, drawn; each picture stands beside the same in words. */
export function Pictures({ scenario: { regression }, stages, runs }: PicturesParts) {
  return (
    <>
      <StagePicture stages={stages} />
      {regression && <DetectionPicture runs={runs} onset={regression.onsetMinutes} />}
    </>
  );
}

type StageBar = {
  readonly letter: string;
  readonly percentage: number;
  readonly from: number;
  readonly to: number;
};

/** For what share of people the feature is open, day by day: the usual length of each stage. */
function StagePicture({ stages }: { readonly stages: readonly StageSummary[] }) {
  const steps = stepsOf(stages);
  const days = steps.at(-1)?.to ?? 0;
  if (days === 0) return <p>No stage was opened, so there is nothing to draw.</p>;
  return (
    <ChartFrame
      caption="For what share of people it is open, day by day"
      label={barsInWords(steps)}
      below={<p>{`The letters are the stages; the picture is ${inFigures(days, 1)} days wide.`}</p>}
    >
      {steps.map((step) => (
        <Bar key={step.letter} step={step} days={days} />
      ))}
    </ChartFrame>
  );
}

function Bar({ step, days }: { readonly step: StageBar; readonly days: number }) {
  const [from, to] = [FRAME.x(step.from / days), FRAME.x(step.to / days)];
  const top = FRAME.y(step.percentage / 100);
  return (
    <g>
      <rect
        class="bar"
        x={from}
        width={Math.max(1, to - from - 1)}
        y={top}
        height={FRAME.y(0) - top}
      />
      <text x={(from + to) / 2} y={FRAME.below} text-anchor="middle">
        {step.letter}
      </text>
    </g>
  );
}

function stepsOf(stages: readonly StageSummary[]): readonly StageBar[] {
  let day = 0;
  return stages.flatMap(({ letter, percentage, minutes }) => {
    if (minutes.median === null) return [];
    const from = day;
    day += minutes.median / MINUTES_PER_DAY;
    return [{ letter, percentage, from, to: day }];
  });
}

function barsInWords(steps: readonly StageBar[]): string {
  const sentences = steps.map(
    ({ letter, percentage, from, to }) =>
      `Stage ${letter} at ${percentage}% from day ${inFigures(from, 1)} to day ${inFigures(to, 1)}.`,
  );
  return sentences.join(' ');
}

const SHARES = [0.1, 0.5, 0.9] as const;

/** How soon the rollback came: the share of runs in which it had come after so many minutes. */
function DetectionPicture({
  runs,
  onset,
}: {
  readonly runs: readonly RehearsedRun[];
  readonly onset: number;
}) {
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

const WIDTH = 480;
const HEIGHT = 220;
const EDGES = { left: 60, right: 8, top: 8, bottom: 32 };

/** Where things lie in a picture whose upright axis is a share, from 0 to 1. */
const FRAME = {
  left: EDGES.left,
  right: WIDTH - EDGES.right,
  below: HEIGHT - 12,
  /** From left to right for 0 to 1. */
  x: (part: number) => EDGES.left + (WIDTH - EDGES.left - EDGES.right) * part,
  /** From bottom to top for 0 to 1. */
  y: (share: number) => HEIGHT - EDGES.bottom - (HEIGHT - EDGES.top - EDGES.bottom) * share,
} as const;

type Frame = {
  readonly caption: string;
  /** The same in sentences, for people who can’t see it. */
  readonly label: string;
  readonly below: ComponentChildren;
  readonly children: ComponentChildren;
};

/** A picture with lines at 0, 50 and 100%. */
function ChartFrame({ caption, label, below, children }: Frame) {
  return (
    <figure>
      <figcaption>{caption}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <line
              class="line"
              x1={FRAME.left}
              x2={FRAME.right}
              y1={FRAME.y(share)}
              y2={FRAME.y(share)}
            />
            <text x={FRAME.left - 6} y={FRAME.y(share) + 4} text-anchor="end">
              {`${100 * share}%`}
            </text>
          </g>
        ))}
        {children}
      </svg>
      {below}
    </figure>
  );
}
