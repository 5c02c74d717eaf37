import { malformedFigures, NUMBER, numberIn, product } from '../../lib/written/index.ts';

/** People that the words count, a rough number included: `about 2,000 users` → 2000; null when they count none. */
export function roughPeopleIn(words: string): number | null {
  const [, amount, scale] = ROUGHLY.exec(words) ?? [];
  const people = amount === undefined ? null : numberIn(amount);
  if (people === null || malformedFigures(words).length > 0) return null;
  return product(people, scale === undefined ? 1 : 1000);
}

const ROUGHLY = new RegExp(
  `(?:~|≈|\\babout|\\baround|\\broughly|\\bapproximately)\\s*(${NUMBER})(k)?\\s*(?:unique\\s+)?(?:users?|people|persons?|veterans?|patients?)\\b`,
  'i',
);

const ROLE = new RegExp(
  `\\b(?:${[
    '(?:product|project|program|release|content|design|research|delivery)[ -](?:manager|owner|lead)s?',
    'engineers?|engineering(?: team)?|developers?|devs?',
    '(?:contact|call) cent(?:er|re)s?',
    'analysts?|researchers?|designers?|testers?|SMEs?',
    '(?:team|tech|backend|frontend|support|[a-z]+) leads?',
    'on[- ]call|help ?desk|scrum masters?',
  ].join('|')})\\b`,
  'i',
);

/** In capitals, and not the afternoon. */
const SHORT_ROLE = /(?<!\d\s?)\b(?:PMs?|POs?|DRI|QA)\b/;

/** Whether the words say who: a role, or a person by an account name. */
export function namesAPerson(words: string): boolean {
  return ROLE.test(words) || SHORT_ROLE.test(words) || /(?:^|\s)@[\w-]+/.test(words);
}
