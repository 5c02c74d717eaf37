import {
  PhoneLink,
  Sentence,
  TextMessageLink,
  TTY_NUMBER,
  unchanging,
  useLanguage,
  useWords,
} from '../../design-system/index.ts';
import { VETERANS_CRISIS_LINE } from '../places.ts';
import { WORDS } from '../words.ts';

const ANCHOR = 'veterans-crisis-line';

/** Above everything: the numbers to read, and the whole bar leads to where each can be tapped. */
export const CrisisLineBar = unchanging(() => {
  const { name, number, text } = VETERANS_CRISIS_LINE;
  const parts = { name: <strong>{useWords(name)}</strong>, number, text, tty: TTY_NUMBER };
  return (
    <a class="crisis-line" href={`#${ANCHOR}`}>
      <span class="crisis-line__words width">
        <Sentence text={useWords(WORDS).crisisLine.bar} parts={parts} />
      </span>
    </a>
  );
});

/** Below everything, on every page, so that it needs neither a script nor another page that could fail. */
export const CrisisLine = unchanging(() => {
  const { crisisLine: words } = useWords(WORDS);
  const { name, number, text, chat } = VETERANS_CRISIS_LINE;
  const call = <PhoneLink number={number} />;
  const message = <TextMessageLink code={text} />;
  const tty = <PhoneLink number={TTY_NUMBER} spokenFirst="TTY." />;
  return (
    <section class="crisis-help" aria-labelledby={ANCHOR}>
      <h2 id={ANCHOR} tabindex={-1}>
        {name[useLanguage()]}
      </h2>
      <p>{words.hours}</p>
      <ul>
        <li>
          <Sentence text={words.call} parts={{ number: call }} />
        </li>
        <li>
          <Sentence text={words.text} parts={{ number: message }} />
        </li>
        <li>
          <Sentence text={words.tty} parts={{ tty, number: call }} />
        </li>
        <li>
          <a href={chat} hreflang="en">
            {words.chat}
          </a>
        </li>
      </ul>
    </section>
  );
});
