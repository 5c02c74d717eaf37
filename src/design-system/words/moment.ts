import type { Language } from '../../lib/language.ts';

/** VA's days are told in the time of Washington, as its phone hours are. */
const ZONE = 'America/New_York';

const IN_PARTS = new Intl.DateTimeFormat('en-US', {
  timeZone: ZONE,
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
});

/** "Tuesday, December 1, 2:00 a.m. ET" */
export function momentInWords(moment: Date, language: Language): string {
  const locale = language === 'es' ? 'es-US' : 'en-US';
  const day = moment.toLocaleDateString(locale, {
    timeZone: ZONE,
    weekday: 'long',
    month: 'long',
    day: 'numeric',
  });
  return language === 'es'
    ? `${day}, ${timeOfDay(moment, ['a. m.', 'p. m.'])}, hora del Este`
    : `${day}, ${timeOfDay(moment, ['a.m.', 'p.m.'])} ET`;
}

/** Put together by hand: what the runtime prints for "a.m." differs from one version to the next. */
function timeOfDay(moment: Date, [am, pm]: readonly [string, string]): string {
  const parts = IN_PARTS.formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('hour')}:${part('minute')} ${part('dayPeriod').startsWith('A') ? am : pm}`;
}
