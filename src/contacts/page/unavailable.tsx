import {
  Alert,
  ButtonLink,
  HelpLineSentence,
  Sentence,
  useWords,
} from '../../design-system/index.ts';
import { HEALTH_ELIGIBILITY_CENTER } from './contact-lines.ts';
import { WORDS } from './words.ts';

type UnavailableParts = {
  /** Null where trying again can't help. */
  readonly retryPath: string | null;
  /** For support to find the request in the log. */
  readonly requestId: string;
};

/** The contacts could not be fetched. */
export function Unavailable({ retryPath, requestId }: UnavailableParts) {
  const { unavailable: words } = useWords(WORDS);
  return (
    <Alert status="warning" heading={words.heading} urgent testId="service-is-down-banner">
      <p>
        {words.ourFault}
        {retryPath !== null && ` ${words.later}`}
      </p>
      {retryPath !== null && <ButtonLink href={retryPath}>{words.tryAgain}</ButtonLink>}
      <p>
        <HelpLineSentence text={words.cannotWait} line={HEALTH_ELIGIBILITY_CENTER} />
      </p>
      <p class="quiet">
        <Sentence text={words.mention} parts={{ requestId }} />
      </p>
    </Alert>
  );
}
