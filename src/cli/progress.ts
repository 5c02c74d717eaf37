/** A line for people who wait is rewritten on a terminal; elsewhere it is a line of its own, this seldom. */
const MS_BETWEEN_LINES = 5_000;

export type Screen = { readonly isTTY: boolean; write(text: string): unknown };

/** Says how far the work is. `asLines`: plain lines on a terminal too. */
export function progressOn(screen: Screen, { now, asLines }: ProgressOptions) {
  const isRewritten = screen.isTTY && !asLines;
  let width = 0;
  let lastLineAt = now();
  return {
    show: (line: string) => {
      if (isRewritten) {
        screen.write(`\r${line.padEnd(width)}`);
        width = Math.max(width, line.length);
      } else if (now() - lastLineAt >= MS_BETWEEN_LINES) {
        screen.write(`${line}\n`);
        lastLineAt = now();
      }
    },
    clear: () => {
      if (isRewritten && width > 0) screen.write(`\r${' '.repeat(width)}\r`);
    },
  };
}

type ProgressOptions = {
  /** Milliseconds, from whatever moment. */
  readonly now: () => number;
  readonly asLines: boolean;
};

const BAR = 30;

/** `Rehearsing ███░░░ 3 of 6 runs`; `share` is from 0 to 1. */
export function barInWords(what: string, share: number, done: string): string {
  const full = Math.round(BAR * Math.min(1, share));
  return `${what} ${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${done}`;
}
