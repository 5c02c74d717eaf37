import {
  useWords,
  HelpLineSentence,
  SummaryBox,
  type Breadcrumb,
} from '../../design-system/index.ts';
import { isEmergencyContact, type Contact } from '../domain/contact.ts';
import type { Downtime } from '../downtime.ts';
import { ContactSection } from './contact-section.tsx';
import { DowntimeAhead, DowntimeNow } from './downtime-notice.tsx';
import { NotEnrolled } from './not-enrolled.tsx';
import type { ContactsPageState } from './state.ts';
import { Unavailable } from './unavailable.tsx';
import { WORDS } from './words.ts';
import { HEALTH_ELIGIBILITY_CENTER } from './contact-lines.ts';

/** The one name of this page: heading, document title, breadcrumb, navigation and hub card. */
export const CONTACTS_PLACE: Breadcrumb = {
  name: {
    en: 'Personal health care contacts',
    es: 'Contactos personales para su atención médica',
  },
  path: '/profile/contacts',
};

type ContactsPageParts = {
  readonly state: ContactsPageState;
  /** For support to find the request in the log, should it have failed. */
  readonly requestId: string;
  /** Where trying again leads. */
  readonly tryAgainPath: string;
  /** A downtime that begins soon, if one does. */
  readonly downtimeAhead?: Downtime | null;
};

/** What stands under the page's heading. */
export function ContactsPage({ downtimeAhead = null, ...parts }: ContactsPageParts) {
  return (
    <>
      {downtimeAhead !== null && <DowntimeAhead {...downtimeAhead} />}
      <PageInState {...parts} />
    </>
  );
}

function PageInState({ state, ...unavailable }: Omit<ContactsPageParts, 'downtimeAhead'>) {
  switch (state.name) {
    case 'contacts':
      return <ContactsByKind contacts={state.contacts} />;
    case 'none-on-file':
      return <ContactsByKind contacts={[]} />;
    case 'not-enrolled':
      return <NotEnrolled />;
    case 'downtime':
      return <DowntimeNow until={state.until} />;
    case 'unavailable':
      return <Unavailable {...state} {...unavailable} />;
  }
}

function ContactsByKind({ contacts }: { readonly contacts: readonly Contact[] }) {
  const { howToUpdate } = useWords(WORDS);
  const words = contacts.length === 0 ? howToUpdate.none : howToUpdate.some;
  return (
    <>
      <p>
        <strong>{words.readOnly}</strong>{' '}
        <a class="screen-only" href={`#${HOW_TO_UPDATE}`}>
          {words.link}
        </a>
      </p>
      <ContactSection
        kind="emergencyContacts"
        contacts={contacts.filter(isEmergencyContact)}
        testIds={{ card: 'phcc-emergency-contact', none: 'phcc-no-ecs' }}
      />
      <ContactSection
        kind="nextOfKinContacts"
        contacts={contacts.filter((contact) => !isEmergencyContact(contact))}
        testIds={{ card: 'phcc-next-of-kin', none: 'phcc-no-nok' }}
      />
      <HowToUpdate ways={words.ways} />
    </>
  );
}

const HOW_TO_UPDATE = 'how-to-update';

/** Who can change what the page shows. Never hidden behind a control, and below what people come for. */
function HowToUpdate({ ways }: { readonly ways: string }) {
  const { howToUpdate: words } = useWords(WORDS);
  return (
    <SummaryBox id={HOW_TO_UPDATE}>
      <p>
        <strong>{ways}</strong>
      </p>
      <ul>
        <li>
          <HelpLineSentence text={words.call} line={HEALTH_ELIGIBILITY_CENTER} />
        </li>
        <li>{words.ask}</li>
      </ul>
    </SummaryBox>
  );
}
