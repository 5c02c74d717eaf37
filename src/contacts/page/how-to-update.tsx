import { HelpLineNumber, SummaryBox } from '../../design-system/index.ts';
import { HEALTH_ELIGIBILITY_CENTER } from './contact-lines.ts';

/** That the page is for reading only, and who can change what it shows. Never hidden behind a control. */
export function HowToUpdate() {
  return (
    <SummaryBox>
      <p>
        <strong>You can see these contacts here, but you can’t change them online.</strong> To add,
        correct, or remove a contact:
      </p>
      <ul>
        <li>
          Call {HEALTH_ELIGIBILITY_CENTER.name} at{' '}
          <HelpLineNumber line={HEALTH_ELIGIBILITY_CENTER} />, {HEALTH_ELIGIBILITY_CENTER.hours}, or
        </li>
        <li>
          Ask a staff member at your next visit to a VA facility. A change made there may take some
          time to show on this page.
        </li>
      </ul>
    </SummaryBox>
  );
}
