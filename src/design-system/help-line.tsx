import { PhoneLink } from './phone-link.tsx';

export type HelpLine = {
  /** Who answers, ready to stand in a sentence: "the Health Eligibility Center". */
  readonly name: string;
  readonly number: string;
  /** When they answer, ready to stand in a sentence: "Monday through Friday, …". */
  readonly hours: string;
};

/** The number for people who use a text telephone, the same for every line. */
const TTY_NUMBER = '711';

/** "877-222-8387 (TTY: 711)", each to be tapped. */
export function HelpLineNumber({ line }: { readonly line: HelpLine }) {
  return (
    <>
      <PhoneLink number={line.number} />{' '}
      <span class="phone">
        (TTY: <PhoneLink number={TTY_NUMBER} spokenFirst="TTY." />)
      </span>
    </>
  );
}
