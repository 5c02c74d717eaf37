import { InvalidArgumentError } from 'commander';

/** `5%` or `0.05` → 0.05 */
export function fraction(text: string): number {
  const share = text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
  if (text.trim() === '' || !(share >= 0 && share <= 1)) {
    throw new InvalidArgumentError('Expected a share such as 5% or 0.05, from 0 to 1.');
  }
  return share;
}
