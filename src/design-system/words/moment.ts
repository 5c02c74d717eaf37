import { MINUTE_MS } from '../../lib/duration.ts';
import type { Language } from '../../lib/language.ts';

/** VA's days are told in the time of Washington, as its phone hours are. */
const ZONE = 'America/New_York';

const IN_PARTS = new Intl.DateTimeFormat('en-US', {
  timeZone: ZONE,
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
});

/** Made once: to make one takes longer than all else on a page. */
const dayIn = (language: Language, form: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(`${language}-US`, { timeZone: ZONE, ...form });

const DATED = { year: 'numeric', month: 'long', day: 'numeric' } as const;
const DAYS = {
  en: {
    dated: dayIn('en', DATED),
    withWeekday: dayIn('en', { weekday: 'long', month: 'long', day: 'numeric' }),
  },
  es: {
    dated: dayIn('es', DATED),
    weekday: dayIn('es', { weekday: 'long' }),
    day: dayIn('es', { month: 'long', day: 'numeric' }),
  },
};

/**
 * "Tuesday, December 1, 2:00 a.m. ET", or in Spanish, to stand after "el": "martes 1 de diciembre a las 2:00 a. m.,
 * hora del Este", with no-break spaces where a line must not end.
 */
export function momentInWords(moment: Date, language: Language): string {
  return language === 'es' ? inSpanish(moment) : inEnglish(moment);
}

/** "December 1, 2026, 2:00 a.m. ET", or in Spanish "1 de diciembre de 2026 a las 2:00 a. m., hora del Este". */
export function dateInWords(moment: Date, language: Language): string {
  const minute = Math.floor(moment.getTime() / MINUTE_MS);
  const last = LAST_DATES.get(language);
  if (last?.minute === minute) return last.words;
  const words = datedMinute(moment, language);
  LAST_DATES.set(language, { minute, words });
  return words;
}

/** Every page says when it was printed, and all of one minute say the same. */
const LAST_DATES = new Map<Language, { readonly minute: number; readonly words: string }>();

function datedMinute(moment: Date, language: Language): string {
  const day = DAYS[language].dated.format(moment);
  return language === 'es'
    ? `${kept(day)} ${spanishHour(moment)}, hora del Este`
    : `${day}, ${englishHour(moment)}\u00a0ET`;
}

function inEnglish(moment: Date): string {
  const day = DAYS.en.withWeekday.format(moment);
  return `${day}, ${englishHour(moment)}\u00a0ET`;
}

function inSpanish(moment: Date): string {
  const weekday = DAYS.es.weekday.format(moment);
  const day = DAYS.es.day.format(moment);
  return `${weekday} ${kept(day)} ${spanishHour(moment)}, hora del Este`;
}

/** "1 de diciembre", whose number does not end a line. */
const kept = (day: string): string => day.replace(' ', '\u00a0');

/** Nobody can be sure which of the two "12:00 a.m." is. */
function englishHour(moment: Date): string {
  const { clock, half } = timeOfDay(moment);
  if (clock === '12:00') return half === 'AM' ? 'midnight' : 'noon';
  return `${clock}\u00a0${half === 'AM' ? 'a.m.' : 'p.m.'}`;
}

function spanishHour(moment: Date): string {
  const { clock, half } = timeOfDay(moment);
  if (clock === '12:00') return half === 'AM' ? 'a la medianoche' : 'al mediodía';
  const article = clock.startsWith('1:') ? 'a la' : 'a las';
  return `${article} ${clock}\u00a0${half === 'AM' ? 'a' : 'p'}.\u00a0m.`;
}

/** Put together by hand: what the runtime prints for "a.m." differs from one version to the next. */
function timeOfDay(moment: Date): { readonly clock: string; readonly half: 'AM' | 'PM' } {
  const parts = IN_PARTS.formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((candidate) => candidate.type === type)?.value ?? '';
  const half = part('dayPeriod').startsWith('A') ? 'AM' : 'PM';
  return { clock: `${part('hour')}:${part('minute')}`, half };
}

/** A stretch of time in whole minutes, begun ones counted: "2 minutes". */
export function durationInWords(durationMs: number, language: Language): string {
  const minutes = Math.max(1, Math.ceil(durationMs / 60_000));
  const form = { style: 'unit', unit: 'minute', unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(`${language}-US`, form).format(minutes).replace(' ', '\u00a0');
}
