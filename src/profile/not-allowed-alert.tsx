import { Alert, HelpLineSentence, useWords, type AlertStatus } from '../design-system/index.ts';
import type { NotAllowedReason } from '../identity/index.ts';
import { HELP_DESK } from './help-lines.ts';
import { WORDS } from './words.ts';

const STATUS: Readonly<Record<NotAllowedReason, AlertStatus>> = {
  'not-proofed': 'info',
  blocked: 'warning',
  'not-in-mpi': 'warning',
  'no-credential': 'warning',
};

/** What keeps the Profile from this person, what they can do, and whom to call. */
export function NotAllowedAlert({ reason }: { readonly reason: NotAllowedReason }) {
  const { notAllowed, forHelp } = useWords(WORDS);
  const { heading, explanation } = notAllowed[reason];
  return (
    <Alert status={STATUS[reason]} heading={heading} testId={`not-allowed-${reason}`}>
      <p>{explanation}</p>
      <p>
        <HelpLineSentence text={forHelp} line={HELP_DESK} />
      </p>
    </Alert>
  );
}
