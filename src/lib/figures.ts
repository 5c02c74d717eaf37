/** `1,650`, `4.2`: with at most so many digits behind the point. */
export function inFigures(value: number, mostDigits = 0): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: mostDigits });
}

/** A share from 0 to 1 as `13.91 %`; below one percent with two digits that say something, `0.093 %`. */
export function percent(share: number): string {
  const hundredfold = 100 * share;
  const digits =
    Math.abs(hundredfold) < 1 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 2 };
  return `${hundredfold.toLocaleString('en-US', digits)} %`;
}
