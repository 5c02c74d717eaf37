const ZONE = 'America/New_York';

/** Making a form takes long, using it does not. */
const forms = {
  day: new Intl.DateTimeFormat('en-US', { timeZone: ZONE, dateStyle: 'medium' }),
  clock: new Intl.DateTimeFormat('en-US', { timeZone: ZONE, timeStyle: 'short' }),
  minutes: new Intl.DateTimeFormat('en-US', {
    timeZone: ZONE,
    dateStyle: 'medium',
    timeStyle: 'short',
  }),
  seconds: new Intl.DateTimeFormat('en-US', {
    timeZone: ZONE,
    dateStyle: 'medium',
    timeStyle: 'medium',
  }),
};

/** An ISO 8601 time in the zone of release plans, as operators read it everywhere: `Apr 8, 2024, 10:00 AM ET`. */
export function timeInEasternTime(iso: string, to: 'minutes' | 'seconds' = 'minutes'): string {
  // Some runtimes put a narrow blank before AM and PM.
  return `${forms[to].format(new Date(iso)).replaceAll('\u202f', ' ')} ET`;
}

/** The same below a heading that has the day: `10:00 AM ET`. */
export function clockInEasternTime(iso: string): string {
  return `${forms.clock.format(new Date(iso)).replaceAll('\u202f', ' ')} ET`;
}

/** The day of an ISO 8601 time there: `Apr 8, 2024`. */
export function dayInEasternWords(iso: string): string {
  return forms.day.format(new Date(iso));
}

/** A day there, `2024-04-08`, as `Apr 8, 2024`. */
export function dayInWords(day: string): string {
  return dayInEasternWords(`${day}T16:00:00Z`);
}

/** The same where the year is known: `Apr 8`. */
export function shortDayInWords(day: string): string {
  return dayInWords(day).replace(/, \d+$/, '');
}

const DAY_PARTS = new Intl.DateTimeFormat('en-US', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day of a moment there, as ISO 8601: `2024-04-08`. */
export function dayInEasternTime(moment: Date): string {
  const parts = DAY_PARTS.formatToParts(moment);
  return ['year', 'month', 'day']
    .map((type) => parts.find((part) => part.type === type)?.value ?? '')
    .join('-');
}

/** When a day there begins. Clocks are set at two in the morning, so midnight is at one of two times. */
export function startOfEasternDay(day: string): Date {
  const inSummer = new Date(`${day}T04:00:00Z`);
  return dayInEasternTime(inSummer) === day ? inSummer : new Date(`${day}T05:00:00Z`);
}

const MINUTE_PARTS = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE,
  dateStyle: 'short',
  timeStyle: 'short',
});

/** A moment as a form’s input of date and time holds it, there: `2024-04-08T10:00`. */
export function localEasternTime(moment: Date): string {
  return MINUTE_PARTS.format(moment).replace(' ', 'T');
}

/** The moment of what such an input holds; null: it is none, or is skipped as clocks are set. Of an hour that comes twice, the first. */
export function easternInstant(local: string): Date | null {
  if (!LOCAL.test(local)) return null;
  const moments = ['-04:00', '-05:00'].map((offset) => new Date(`${local}${offset}`));
  return (
    moments.find((one) => !Number.isNaN(one.getTime()) && localEasternTime(one) === local) ?? null
  );
}

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
