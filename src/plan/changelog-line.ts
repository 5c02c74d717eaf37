import { plainWords } from './text/plain-words.ts';

export type ChangelogEvent = {
  readonly at: Date;
  /** IANA name, for example `America/New_York`, which prints as `ET`. */
  readonly timeZone: string;
  readonly what: string;
  readonly why: string | null;
  readonly who: string | null;
};

/** `- 2024-04-08 10:00 ET: what. Why. (Who)`: one bullet, whatever is in the words. */
export function changelogLine({ at, timeZone, what, why, who }: ChangelogEvent): string {
  const sentences = [what, why].map((words) => sentence(plainWords(words ?? '')));
  const signature = plainWords(who ?? '');
  const told = [...sentences, signature && `(${signature})`].filter((words) => words !== '');
  return `- ${localTime(at, timeZone)}: ${told.join(' ')}`;
}

/** `2024-04-08 10:00 ET` */
export function localTime(at: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortGeneric',
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? '';
  const date = `${part('year')}-${part('month')}-${part('day')}`;
  return `${date} ${part('hour')}:${part('minute')} ${part('timeZoneName')}`;
}

function sentence(words: string): string {
  return words === '' || /[.!?…]$/.test(words) ? words : `${words}.`;
}
