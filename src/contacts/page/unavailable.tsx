import { Alert, ButtonLink, HelpLineNumber } from '../../design-system/index.ts';
import { HEALTH_ELIGIBILITY_CENTER } from './contact-lines.ts';

/** The contacts could not be fetched. `retryPath` is null where trying again can't help. */
export function Unavailable({ retryPath }: { readonly retryPath: string | null }) {
  return (
    <Alert
      status="warning"
      heading="We can’t show your contacts right now"
      testId="service-is-down-banner"
    >
      <p>
        Something went wrong on our end. You haven’t done anything wrong, and nothing about your
        contacts has changed.
        {retryPath !== null && ' Try again now, or come back later.'}
      </p>
      <p>
        If you can’t wait, call {HEALTH_ELIGIBILITY_CENTER.name} at{' '}
        <HelpLineNumber line={HEALTH_ELIGIBILITY_CENTER} />, {HEALTH_ELIGIBILITY_CENTER.hours}.
      </p>
      {retryPath !== null && <ButtonLink href={retryPath}>Try again</ButtonLink>}
    </Alert>
  );
}
