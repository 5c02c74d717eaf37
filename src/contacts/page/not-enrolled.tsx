import { Alert, HelpLineSentence, useWords } from '../../design-system/index.ts';
import { VA_BENEFITS_LINE } from './contact-lines.ts';
import { WORDS } from './words.ts';

const ABOUT_VA_HEALTH_BENEFITS = 'https://www.va.gov/health-care/about-va-health-benefits/';

/** For people who, as far as VA's records show, get no VA health care. */
export function NotEnrolled() {
  const { notEnrolled: words } = useWords(WORDS);
  return (
    <Alert status="info" heading={words.heading} testId="non-va-patient-message">
      <p>
        <HelpLineSentence text={words.body} line={VA_BENEFITS_LINE} />
      </p>
      <p>
        <a href={ABOUT_VA_HEALTH_BENEFITS} hreflang="en">
          {words.link}
        </a>
      </p>
    </Alert>
  );
}
