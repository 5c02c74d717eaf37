/**
 * What ends every value and every bullet that the program writes: the one behind a measurement, the other behind
 * what a person answered or decided. So people see where a value comes from, and the program knows it again. When
 * a person corrects a value, they take the sign away: then it is theirs and stays.
 */
export const SIGNS = { measured: '(measured)', recorded: '(recorded)' } as const;

/** Whether the program wrote this. */
export function isSigned(written: string): boolean {
  return Object.values(SIGNS).some((sign) => written.trimEnd().endsWith(sign));
}
