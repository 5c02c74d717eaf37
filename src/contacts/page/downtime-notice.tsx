import {
  Alert,
  HelpLineSentence,
  momentInWords,
  Sentence,
  useLanguage,
  useWords,
} from '../../design-system/index.ts';
import type { Downtime } from '../downtime.ts';
import { HEALTH_ELIGIBILITY_CENTER } from './contact-lines.ts';
import { WORDS } from './words.ts';

/** In place of the contacts, while VA Profile is being worked on. */
export function DowntimeNow({ until }: Pick<Downtime, 'until'>) {
  const { downtime, unavailable } = useWords(WORDS);
  const parts = { until: momentInWords(until, useLanguage()) };
  return (
    <Alert status="info" heading={downtime.now} testId="downtime-now">
      <p>
        <Sentence text={downtime.backAt} parts={parts} />
      </p>
      <p>
        <HelpLineSentence text={unavailable.cannotWait} line={HEALTH_ELIGIBILITY_CENTER} />
      </p>
    </Alert>
  );
}

/** Above the contacts, so that Veterans know when not to come back. */
export function DowntimeAhead({ from, until }: Downtime) {
  const { downtime } = useWords(WORDS);
  const language = useLanguage();
  const parts = { from: momentInWords(from, language), until: momentInWords(until, language) };
  return (
    <Alert status="info" heading={downtime.ahead} testId="downtime-ahead">
      <p>
        <Sentence text={downtime.awayBetween} parts={parts} />
      </p>
    </Alert>
  );
}
