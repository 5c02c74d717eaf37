const MINUTES_PER_DAY = 24 * 60;

/** Distinct people whom a stage is expected to reach; null when traffic, share or length is not known. */
export function expectedPeople({
  usersPerDay,
  percentage,
  minutes,
}: {
  readonly usersPerDay: number | null;
  readonly percentage: number | null;
  readonly minutes: number | null;
}): number | null {
  if (usersPerDay === null || percentage === null || minutes === null) return null;
  return (usersPerDay * percentage * minutes) / (100 * MINUTES_PER_DAY);
}
