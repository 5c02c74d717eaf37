import { Alert, HelpLineNumber, type AlertStatus } from '../design-system/index.ts';
import type { NotAllowedReason } from '../identity/index.ts';
import { HELP_DESK } from './help-lines.ts';

type Message = {
  readonly status: AlertStatus;
  readonly heading: string;
  readonly explanation: string;
};

const MESSAGES: Readonly<Record<NotAllowedReason, Message>> = {
  'not-proofed': {
    status: 'info',
    heading: 'Verify your identity to see your profile',
    explanation:
      'Before we show you personal information, we need to be sure that you’re you. Sign in to your ID.me or Login.gov account, verify your identity there, then sign in here again.',
  },
  blocked: {
    status: 'warning',
    heading: 'We can’t show your profile information',
    explanation:
      'Something in our records keeps us from showing your profile information online. If you think that’s a mistake, we can look into it with you.',
  },
  'not-in-mpi': {
    status: 'warning',
    heading: 'We can’t match you with our records',
    explanation:
      'We know who you are, but we couldn’t find you in VA’s records. Until they match, we can’t show your profile information.',
  },
  'no-credential': {
    status: 'warning',
    heading: 'Sign in with ID.me or Login.gov',
    explanation:
      'The account you signed in with isn’t connected to ID.me or Login.gov, so we can’t find your profile information. Sign out, then sign in with one of those accounts.',
  },
};

/** What keeps the Profile from this person, what they can do, and whom to call. */
export function NotAllowedAlert({ reason }: { readonly reason: NotAllowedReason }) {
  const { status, heading, explanation } = MESSAGES[reason];
  return (
    <Alert status={status} heading={heading} testId={`not-allowed-${reason}`}>
      <p>{explanation}</p>
      <p>
        For help, call {HELP_DESK.name} at <HelpLineNumber line={HELP_DESK} />. We’re here{' '}
        {HELP_DESK.hours}.
      </p>
    </Alert>
  );
}
