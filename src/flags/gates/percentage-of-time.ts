/**
 * Whether it is open this time; next time may be otherwise.
 * @param percentage percent, 0 to 100
 */
export function isOpenThisTime(percentage: number, random: () => number): boolean {
  if (percentage <= 0) return false;
  return percentage >= 100 || random() < percentage / 100;
}
