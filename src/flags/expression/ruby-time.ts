/**
 * Times read from text: part of what Ruby's `Time.parse` reads, and nothing that it would read otherwise.
 * Dates are `2027-01-31`, `2027/1/31`, `20270131`, `31 Jan 2027` and `January 31, 2027`, after the name of a
 * weekday or without. A time of day may follow (`9:00`, `09:00:00.5`, `9:00 am`, `24:00`; `T090000` after `20270131`), and after it a zone: an
 * offset, `Z`, `UTC`, `GMT`, or one of the United States' (`EST`). Without a zone it is the server's.
 * @returns null for any other text, a day that does not exist (`2027-02-30`) included.
 */
export function timeIn(text: string): Date | null {
  for (const form of FORMS) {
    const parts = form.exec(text)?.groups;
    if (parts !== undefined) return timeOf(parts);
  }
  return null;
}

type Parts = Readonly<Record<string, string | undefined>>;

const YEAR = String.raw`(?<year>[1-9]\d{3})`;
const MONTH_NAME = String.raw`(?<monthName>[a-z]{3,9})\.?`;
const DATES = [
  String.raw`${YEAR}(?<mark>[-/])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})`,
  String.raw`${YEAR}(?<month>\d\d)(?<day>\d\d)`,
  String.raw`(?<day>\d{1,2})(?<mark>[ -])${MONTH_NAME}\k<mark>${YEAR}`,
  String.raw`${MONTH_NAME} (?<day>\d{1,2}),? ${YEAR}`,
];
const WEEKDAY = String.raw`(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? `;
const CLOCK = String.raw`(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d(?:\.\d+)?))?(?: ?(?<half>[ap])m)?`;
const COMPACT_CLOCK = String.raw`(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d(?:\.\d+)?)?`;
const ZONE = String.raw`(?<zone>[a-z]{1,3})|(?<sign>[+-])(?<offsetHours>\d\d):?(?<offsetMinutes>\d\d)?`;
const FORMS = [
  ...DATES.map((date) => `${date}(?:[T ]${CLOCK}(?: ?(?:${ZONE}))?)?`),
  String.raw`${YEAR}(?<month>\d\d)(?<day>\d\d)T${COMPACT_CLOCK}(?:${ZONE})?`,
  String.raw`${MONTH_NAME} {1,2}(?<day>\d{1,2}) ${CLOCK}(?: (?:${ZONE}))? ${YEAR}`,
].map((form) => new RegExp(`^(?:${WEEKDAY})?${form}$`, 'i'));

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december'],
];

const ZONES = {
  ...{ Z: 0, UTC: 0, GMT: 0, EST: -5, EDT: -4, CST: -6, CDT: -5 },
  ...{ MST: -7, MDT: -6, PST: -8, PDT: -7 },
};
const ZONE_HOURS: ReadonlyMap<string, number> = new Map(Object.entries(ZONES));

const MS_PER_SECOND = 1_000;
const MS_PER_MINUTE = 60 * MS_PER_SECOND;
const MS_PER_HOUR = 60 * MS_PER_MINUTE;

function timeOf(parts: Parts): Date | null {
  const day = midnightOf(parts);
  const ofDay = msOfDay(parts);
  const offset = offsetMs(parts);
  if (day === null || ofDay === null || offset === null) return null;
  if (offset !== 'of the server') return new Date(day.getTime() + ofDay - offset);
  const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()];
  return new Date(year, month, date, 0, 0, 0, ofDay);
}

/** The day's beginning in UTC; null when there is no such day. */
function midnightOf({ year, month, monthName, day }: Parts): Date | null {
  const index = monthName === undefined ? Number(month) - 1 : monthNamed(monthName);
  const midnight = new Date(Date.UTC(Number(year), index, Number(day)));
  const exists = midnight.getUTCMonth() === index && midnight.getUTCDate() === Number(day);
  return exists ? midnight : null;
}

/** From 0, by its name or at least three letters of it; -1 for no month. */
function monthNamed(name: string): number {
  return MONTHS.findIndex((month) => month.startsWith(name.toLowerCase()));
}

function msOfDay({ hour = '0', minute = '0', second = '0', half }: Parts): number | null {
  const hours = half === undefined ? Number(hour) : hourOfHalf(Number(hour), half);
  if (hours === null || Number(minute) > 59 || Number(second) >= 60) return null;
  const isMidnight = hours === 24 && Number(minute) === 0 && Number(second) === 0;
  if (hours > 23 && !isMidnight) return null;
  return hours * MS_PER_HOUR + Number(minute) * MS_PER_MINUTE + Number(second) * MS_PER_SECOND;
}

function hourOfHalf(hour: number, half: string): number | null {
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

/** How far the zone is ahead of UTC; null for one that is not known. */
function offsetMs(parts: Parts): number | 'of the server' | null {
  const { zone, sign, offsetHours, offsetMinutes = '0' } = parts;
  if (zone !== undefined) {
    const hours = ZONE_HOURS.get(zone.toUpperCase());
    return hours === undefined ? null : hours * MS_PER_HOUR;
  }
  if (sign === undefined) return 'of the server';
  if (Number(offsetHours) > 23 || Number(offsetMinutes) > 59) return null;
  const offset = Number(offsetHours) * MS_PER_HOUR + Number(offsetMinutes) * MS_PER_MINUTE;
  return sign === '-' ? -offset : offset;
}
