const EASTERN_TIME = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  dateStyle: 'medium',
  timeStyle: 'short',
});

/** An ISO 8601 time as operators read it: `Apr 8, 2024, 10:00 AM ET`. */
export function timeInWords(iso: string): string {
  return `${EASTERN_TIME.format(new Date(iso))} ET`;
}
