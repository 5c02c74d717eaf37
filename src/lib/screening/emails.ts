import { plainLetters } from './plain-letters.ts';

/** Whether a remark holds an e-mail address, also one spelled out: “kim (at) example dot com”. */
export function holdsEmail(remark: string): boolean {
  const text = plainLetters(remark).toLowerCase();
  return WITH_SIGN.test(text) || spelledOut(text);
}

const WITH_SIGN = /[^\s@]@[\p{L}\p{Nd}[]|[\p{L}\p{Nd}]\s?@\s?[\p{L}\p{Nd}-]+\s?\.\s?\p{L}/u;

/** In place of “@” and “.”, bare or in brackets of any kind. */
const AT = /\s*(?:[[({<]\s*(?:at|arroba|a)\s*[\])}>]|\s(?:at|arroba)\s)\s*/;
const DOT =
  /(?:\s*[[({<]\s*(?:dot|punto|\.)\s*[\])}>]\s*|\s(?:dot|punto)\s|\.|\s\.\s?(?=(?:com|net|org|edu|gov|mil|us|mx|es)\b))/;
const SPELLED_OUT = new RegExp(
  `[\\p{L}\\p{Nd}]${AT.source}(?<site>[\\p{L}\\p{Nd}-]+(?:${DOT.source}[\\p{L}\\p{Nd}-]+)*${DOT.source}\\p{L}{2,})`,
  'gu',
);

/** “I looked at VA.gov” is no address. */
function spelledOut(text: string): boolean {
  const sites = [...text.matchAll(SPELLED_OUT)].map(({ groups }) => groups?.['site'] ?? '');
  return sites.some(
    (site) => !OF_OURS.test(site.replace(/dot|punto/g, '.').replace(/[^a-z.]/g, '')),
  );
}

const OF_OURS = /^(?:(?:www|my|mobile|health|myhealth|ebenefits)\.)?(?:va\.gov|login\.gov|id\.me)$/;
