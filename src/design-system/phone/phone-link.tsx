import { useWords } from '../words/language.ts';
import { WORDS } from '../words/words.ts';
import { dialable, type Dialable } from './dialing.ts';

type PhoneLinkParts = {
  /** The number as people read it. */
  readonly number: string;
  /** Words to hear before the number, such as "TTY.". */
  readonly spokenFirst?: string;
};

/** A number to tap. One that can't be dialed is plain text. */
export function PhoneLink({ number, spokenFirst = '' }: PhoneLinkParts) {
  const { extension } = useWords(WORDS);
  const call = dialable(number);
  if (call === null) return <>{number}</>;
  return (
    <a class="phone" href={call.href} aria-label={labelOf(call, { spokenFirst, extension })}>
      {number}
    </a>
  );
}

/** A short code to send a text message to. */
export function TextMessageLink({ code }: { readonly code: string }) {
  return (
    <a class="phone" href={`sms:${code}`} aria-label={digitByDigit([code])}>
      {code}
    </a>
  );
}

type Spoken = { readonly spokenFirst: string; readonly extension: string };

/** What a screen reader says instead of what is written; undefined: as it is written. */
function labelOf({ groups, extension }: Dialable, words: Spoken): string | undefined {
  if (groups === null) return undefined;
  const behind = extension === null ? [] : [`${words.extension} ${digitByDigit([extension])}`];
  return [words.spokenFirst, digitByDigit(groups), ...behind].join(' ').trimStart();
}

/** "877", "222", "8387" → "8 7 7. 2 2 2. 8 3 8 7." */
function digitByDigit(groups: readonly string[]): string {
  return groups.map((group) => `${Array.from(group).join(' ')}.`).join(' ');
}
