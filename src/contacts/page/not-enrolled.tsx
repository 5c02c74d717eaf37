import { Alert, HelpLineNumber } from '../../design-system/index.ts';
import { VA_BENEFITS_LINE } from './contact-lines.ts';

const ABOUT_VA_HEALTH_BENEFITS = 'https://www.va.gov/health-care/about-va-health-benefits/';

/** For people who, as far as VA's records show, get no VA health care. */
export function NotEnrolled() {
  return (
    <Alert
      status="info"
      heading="You don’t have VA health care in our records"
      testId="non-va-patient-message"
    >
      <p>
        This page is for people who get health care from VA. If you think our records are wrong,
        call us at <HelpLineNumber line={VA_BENEFITS_LINE} />. We’re here {VA_BENEFITS_LINE.hours}.
      </p>
      <p>
        <a href={ABOUT_VA_HEALTH_BENEFITS}>Find out about VA health benefits</a>
      </p>
    </Alert>
  );
}
