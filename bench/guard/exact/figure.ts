/** A figure that the product computes exactly, beside the published one. */
export type ExactFigure = {
  readonly name: string;
  readonly here: number;
  readonly published: number;
  /** How far apart they may lie, in what is printed. */
  readonly within: number;
};

export function agrees({ here, published, within }: ExactFigure): boolean {
  return Math.abs(here - published) <= within * (1 + 1e-9);
}

/** Published in so many decimals; the last may be one off. */
export function lastDigitOf(published: string): number {
  return 10 ** -(published.split('.')[1]?.length ?? 0);
}
