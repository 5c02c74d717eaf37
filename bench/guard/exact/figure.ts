/** A figure that the product computes exactly, beside that of a reference. */
export type ExactFigure = {
  readonly name: string;
  readonly here: number;
  readonly reference: number;
  /** How far apart they may lie, in what is printed. */
  readonly within: number;
};

export function agrees({ here, reference, within }: ExactFigure): boolean {
  return Math.abs(here - reference) <= within * (1 + 1e-9);
}

/** Known in so many decimals; the last may be one off. */
export function lastDigitOf(reference: string): number {
  return 10 ** -(reference.split('.')[1]?.length ?? 0);
}
