import type { ComponentChildren } from 'preact';

const WIDTH = 480;
const HEIGHT = 220;
const EDGES = { left: 48, right: 8, top: 8, bottom: 32 };

/** Where things lie in a picture whose upright axis is a share, from 0 to 1. */
export const FRAME = {
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
  /** The same in sentences, for those who don’t see it. */
  readonly label: string;
  readonly below: ComponentChildren;
  readonly children: ComponentChildren;
};

/** A picture with lines at 0, 50 and 100 %. */
export function ChartFrame({ caption, label, below, children }: Frame) {
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
              {`${100 * share} %`}
            </text>
          </g>
        ))}
        {children}
      </svg>
      {below}
    </figure>
  );
}
