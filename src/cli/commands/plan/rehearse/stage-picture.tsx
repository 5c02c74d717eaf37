import { inFigures } from './figures-in-words.ts';
import type { StageSummary } from '../../../../release/rehearsal/index.ts';

const WIDTH = 480;
const HEIGHT = 220;
const FRAME = { left: 48, right: 8, top: 8, bottom: 32 };
const MINUTES_PER_DAY = 24 * 60;

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
  const x = (day: number) => FRAME.left + ((WIDTH - FRAME.left - FRAME.right) * day) / days;
  const y = (percent: number) =>
    HEIGHT - FRAME.bottom - ((HEIGHT - FRAME.top - FRAME.bottom) * percent) / 100;
  return (
    <figure>
      <figcaption>To how many people it is open, day by day</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label(steps)}>
        {[0, 50, 100].map((percent) => (
          <g key={percent}>
            <line
              class="line"
              x1={FRAME.left}
              x2={WIDTH - FRAME.right}
              y1={y(percent)}
              y2={y(percent)}
            />
            <text x={FRAME.left - 6} y={y(percent) + 4} text-anchor="end">{`${percent} %`}</text>
          </g>
        ))}
        {steps.map(({ letter, percentage, from, to }) => (
          <g key={letter}>
            <rect
              class="bar"
              x={x(from)}
              width={Math.max(1, x(to) - x(from) - 1)}
              y={y(percentage)}
              height={y(0) - y(percentage)}
            />
            <text x={x((from + to) / 2)} y={HEIGHT - 12} text-anchor="middle">
              {letter}
            </text>
          </g>
        ))}
      </svg>
      <p>{`The letters are the stages; the picture is ${inFigures(days)} days wide.`}</p>
    </figure>
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
      `Stage ${letter} at ${percentage} % from day ${inFigures(from)} to day ${inFigures(to)}.`,
  );
  return sentences.join(' ');
}
