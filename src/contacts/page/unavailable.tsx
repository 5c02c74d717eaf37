import {
  Alert,
  ButtonLink,
  durationInWords,
  HelpLineSentence,
  Sentence,
  SpokenReference,
  useLanguage,
  useWords,
} from '../../design-system/index.ts';
import { HEALTH_ELIGIBILITY_CENTER, HELP_DESK } from './contact-lines.ts';
import { WORDS } from './words.ts';

type UnavailableParts = WaitParts & {
  readonly tryAgainPath: string;
  /** For support to find the request in the log. */
  readonly requestId: string;
};

/** The contacts could not be fetched. */
export function Unavailable({ tryAgainPath, requestId, ...wait }: UnavailableParts) {
  const { unavailable: words } = useWords(WORDS);
  return (
    <Alert status="warning" heading={words.heading} urgent testId="service-is-down-banner">
      <p>
        {words.ourFault} <WhenToTryAgain {...wait} />
      </p>
      {wait.retryCanHelp && <ButtonLink href={tryAgainPath}>{words.tryAgain}</ButtonLink>}
      <p>
        <HelpLineSentence text={words.cannotWait} line={HEALTH_ELIGIBILITY_CENTER} />
      </p>
      <p>
        <HelpLineSentence text={words.forHelp} line={HELP_DESK} />{' '}
        <SpokenReference text={words.mention} requestId={requestId} />
      </p>
    </Alert>
  );
}

type WaitParts = { readonly retryCanHelp: boolean; readonly waitMs?: number };

function WhenToTryAgain({ retryCanHelp, waitMs = 0 }: WaitParts) {
  const { unavailable: words } = useWords(WORDS);
  const wait = durationInWords(waitMs, useLanguage());
  if (!retryCanHelp) return <>{words.inVain}</>;
  return waitMs === 0 ? <>{words.now}</> : <Sentence text={words.after} parts={{ wait }} />;
}
