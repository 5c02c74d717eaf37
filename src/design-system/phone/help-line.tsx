import type { Translated } from '../../lib/language.ts';
import { useWords } from '../words/language.ts';
import { PhoneLink } from './phone-link.tsx';
import { Sentence } from '../words/sentence.tsx';

export type HelpLine = {
  /** Who answers, as a sentence's text, ready to stand after "call": "the Health Eligibility Center", "al Centro …". */
  readonly name: Translated<string>;
  readonly number: string;
  /** When they answer, ready to stand in a sentence: "Monday through Friday, …". */
  readonly hours: Translated<string>;
};

/** The number for people who use a text telephone, the same for every line. */
export const TTY_NUMBER = '711';

/** "877-222-8387 (TTY: 711)", each to be tapped. */
function HelpLineNumber({ line }: { readonly line: HelpLine }) {
  return (
    <>
      <PhoneLink number={line.number} />{' '}
      <span class="phone">
        (TTY: <PhoneLink number={TTY_NUMBER} spokenFirst="TTY." />)
      </span>
    </>
  );
}

type HelpLineSentenceParts = { readonly text: string; readonly line: HelpLine };

/** A sentence that says whom to call: `{name}`, `{number}` and `{hours}` are those of the line. */
export function HelpLineSentence({ text, line }: HelpLineSentenceParts) {
  const name = <Sentence text={useWords(line.name)} />;
  const hours = useWords(line.hours);
  return <Sentence text={text} parts={{ name, hours, number: <HelpLineNumber line={line} /> }} />;
}
