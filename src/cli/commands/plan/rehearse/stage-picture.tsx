import { MINUTES_PER_DAY } from '../../../../lib/duration.ts';
import { ChartFrame, FRAME } from './chart-frame.tsx';
import { inFigures } from '../../../../lib/figures.ts';
import type { StageSummary } from '../../../../rehearsal/index.ts';

type Step = {
  readonly letter: string;
  readonly percentage: number;
  readonly from: number;
  readonly to: number;
};

/** For how many people the feature is open, day by day: the usual length of each stage. */
export function StagePicture({ stages }: { readonly stages: readonly StageSummary[] }) {
  const steps = stepsOf(stages);
  const days = steps.at(-1)?.to ?? 0;
  if (days === 0) return <p>No stage was opened, so there is nothing to draw.</p>;
  return (
    <ChartFrame
      caption="To how many people it is open, day by day"
      label={label(steps)}
      below={<p>{`The letters are the stages; the picture is ${inFigures(days, 1)} days wide.`}</p>}
    >
      {steps.map((step) => (
        <Bar key={step.letter} step={step} days={days} />
      ))}
    </ChartFrame>
  );
}

function Bar({ step, days }: { readonly step: Step; readonly days: number }) {
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

function stepsOf(stages: readonly StageSummary[]): readonly Step[] {
  let day = 0;
  return stages.flatMap(({ letter, percentage, minutes }) => {
    if (minutes.median === null) return [];
    const from = day;
    day += minutes.median / MINUTES_PER_DAY;
    return [{ letter, percentage, from, to: day }];
  });
}

function label(steps: readonly Step[]): string {
  const sentences = steps.map(
    ({ letter, percentage, from, to }) =>
      `Stage ${letter} at ${percentage} % from day ${inFigures(from, 1)} to day ${inFigures(to, 1)}.`,
  );
  return sentences.join(' ');
}
