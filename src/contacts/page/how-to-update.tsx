import { HelpLineSentence, SummaryBox, useWords } from '../../design-system/index.ts';
import { HEALTH_ELIGIBILITY_CENTER } from './contact-lines.ts';
import { WORDS } from './words.ts';

/** That the page is for reading only, and who can change what it shows. Never hidden behind a control. */
export function HowToUpdate() {
  const { howToUpdate: words } = useWords(WORDS);
  return (
    <SummaryBox>
      <p>
        <strong>{words.readOnly}</strong> {words.toChange}
      </p>
      <ul>
        <li>
          <HelpLineSentence text={words.call} line={HEALTH_ELIGIBILITY_CENTER} />
        </li>
        <li>{words.ask}</li>
      </ul>
    </SummaryBox>
  );
}
