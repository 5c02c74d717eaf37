import { plainLetters } from './plain-letters.ts';

/** Whether a word is written in capitals, as names are on forms, and is no short form that everybody knows. */
export function holdsCapitalLetters(words: string): boolean {
  const text = plainLetters(words);
  const inCapitals = text.match(/(?<![\p{L}\p{Nd}])\p{Lu}{2,}(?![\p{L}\p{Nd}])/gu) ?? [];
  return SPELLED.test(text) || inCapitals.some((word) => !SHORT_FORMS.has(word));
}

/** The same, or two words with a capital in a row, or one behind a title: `Maria Garcia`, `Ms. Garcia`. */
export function holdsCapitalName(words: string): boolean {
  const text = plainLetters(words);
  if (holdsCapitalLetters(text) || TITLED.test(text)) return true;
  const pairs = [...text.matchAll(PAIR)].map(({ groups }) => [
    groups?.['first'] ?? '',
    groups?.['second'] ?? '',
  ]);
  return pairs.some((pair) => pair.every((word) => !OF_PRODUCTS.has(word.toLowerCase())));
}

/** `G A R C I A` */
const SPELLED = /(?<!\p{L})\p{Lu}(?:[\s.\-–_]{1,3}\p{Lu}(?!\p{L})){3,}/u;
const TITLED =
  /(?<!\p{L})(?:[Mm]rs?|[Mm]s|[Mm]iss|[Mm]ister|[Dd]r|[Ss]ra?|[Ss]enora?)(?:\.\s?|\s)\p{Lu}/u;
/** Found in every place, so that the second of one pair may be the first of another. */
const PAIR =
  /(?<!\p{L})(?<first>\p{Lu}\p{Ll}[\p{L}'’-]*)(?=[\s,]{1,3}(?:\p{Lu}\.?\s)?(?<second>\p{Lu}[\p{L}'’-]*\p{Ll}))/gu;

const listOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const SHORT_FORMS = listOf(
  'VA US USA OK TV PC HP LG ID IT ET AM PM NOK EHR MHV NVDA JAWS FAQ PDF URL HTML HTTP HTTPS CSS API UI UX QA UAT SMS SSN ICN DOB PTSD GPS AT SR WCAG ARIA ADA RAM SE XR XS XL USB ZIP VAMC VSO CPU DSL LTE WIFI',
);

/** Words of pages and machines, which stand beside each other with capitals and name nobody. */
const OF_PRODUCTS = listOf(
  'a an and as at but by for from he her his i if in it its my no not of on or our she so that the their then there they this to we what when where which who why with yes you your ' +
    'profile page contact contacts emergency next kin primary secondary personal information phone home mobile work address email name health care healthcare medical benefits center help call support sign settings menu account security social number military veteran veterans affairs service department facility hospital clinic login identity verify ' +
    'google chrome chromebook safari edge firefox mozilla microsoft windows mac macbook macos ipad iphone ios android samsung galaxy pixel apple dell lenovo surface laptop desktop tablet browser internet explorer version pro max mini plus air ' +
    'voice over voiceover dragon naturally naturallyspeaking speaking screen reader switch control narrator talkback magnifier magic zoom zoomtext keyboard braille dictation high contrast mode text size task stage phase session participant monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december english spanish eastern time',
);
