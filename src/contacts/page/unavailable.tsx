import { Alert, ButtonLink, HelpLineSentence, useWords } from '../../design-system/index.ts';
import { HEALTH_ELIGIBILITY_CENTER } from './contact-lines.ts';
import { WORDS } from './words.ts';

/** The contacts could not be fetched. `retryPath` is null where trying again can't help. */
export function Unavailable({ retryPath }: { readonly retryPath: string | null }) {
  const { unavailable: words } = useWords(WORDS);
  return (
    <Alert status="warning" heading={words.heading} testId="service-is-down-banner">
      <p>
        {words.ourFault}
        {retryPath !== null && ` ${words.later}`}
      </p>
      <p>
        <HelpLineSentence text={words.cannotWait} line={HEALTH_ELIGIBILITY_CENTER} />
      </p>
      {retryPath !== null && <ButtonLink href={retryPath}>{words.tryAgain}</ButtonLink>}
    </Alert>
  );
}
