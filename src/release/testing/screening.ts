import {
  holdsCapitalLetters,
  holdsCapitalName,
  holdsEmail,
  holdsLongNumber,
} from '../../lib/screening/index.ts';
import { LONGEST_REASON, textFromPeople } from '../../lib/text-from-people.ts';
import { ok, type Result } from '../../lib/result.ts';
import { refuse, type Refusal } from '../decisions/situation.ts';

/** How strictly words are looked through for names: those that people say, of things, or those that are a name. */
export type WordsKind = 'said' | 'things' | 'name';

/** Words that people wrote, cleaned; refused where they could say who somebody is or how to reach them. */
export function screened(
  raw: string | null,
  what: string,
  kind: WordsKind,
): Result<string | null, Refusal> {
  const text = raw === null ? null : textFromPeople(raw, LONGEST_REASON).text;
  const held = text === null ? [] : personalIn(text, kind);
  return held.length === 0 ? ok(text) : refuse('personal-data', personalSentence(what, held));
}

/** Whether words would be refused. */
export function holdsPersonal(text: string, kind: WordsKind): boolean {
  return personalIn(text, kind).length > 0;
}

type PersonalSort = 'email' | 'number' | 'name';

function personalIn(text: string, kind: WordsKind): readonly PersonalSort[] {
  const holds: Readonly<Record<PersonalSort, boolean>> = {
    email: holdsEmail(text),
    number: holdsLongNumber(text),
    name: HOLDS_NAME[kind](text),
  };
  return PERSONAL_SORTS.filter((sort) => holds[sort]);
}

const PERSONAL_SORTS: readonly PersonalSort[] = ['email', 'number', 'name'];

const HOLDS_NAME: Readonly<Record<WordsKind, (text: string) => boolean>> = {
  said: holdsCapitalName,
  things: holdsCapitalLetters,
  name: () => false,
};

/** Does not repeat what was written. */
function personalSentence(what: string, held: readonly PersonalSort[]): string {
  const found = held.map((sort) => IN_WORDS[sort]).join(', and ');
  const toDo = held.map((sort) => TO_DO[sort]).join(' ');
  return `${what} holds ${found}, so nothing was written down. ${toDo}`;
}

const IN_WORDS: Readonly<Record<PersonalSort, string>> = {
  email: 'what reads like an e-mail address',
  number: 'seven digits or more in a row, as phone numbers have',
  name: 'what reads like a name, in capitals',
};

const TO_DO: Readonly<Record<PersonalSort, string>> = {
  email: 'Take the address out.',
  number: 'Take the digits out.',
  name: 'Write P1, P2 … for people, and other words in small letters.',
};
