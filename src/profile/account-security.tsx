import {
  DescriptionList,
  useWords,
  Alert,
  ButtonLink,
  HelpLineSentence,
  useLanguage,
  type AlertStatus,
  type Breadcrumb,
} from '../design-system/index.ts';
import {
  whyNotAllowed,
  type Credential,
  type Person,
  type NotAllowedReason,
} from '../identity/index.ts';
import { HUB } from './places.ts';
import { WORDS } from './words.ts';
import { HELP_DESK } from '../contacts/index.ts';

/** How this person signs in, and what keeps the rest of the Profile from them, if anything does. */
export function AccountSecurity({ person }: { readonly person: Person }) {
  const { accountSecurity: words } = useWords(WORDS);
  const reason = whyNotAllowed(person);
  return (
    <>
      {reason !== null && <NotAllowedAlert reason={reason} />}
      <h2>{words.heading}</h2>
      <DescriptionList
        items={[
          {
            term: words.service,
            description: serviceName(person.credential) ?? words.otherService,
          },
          {
            term: words.identity,
            description: person.proofed ? words.verified : words.notVerified,
          },
        ]}
      />
    </>
  );
}

/** Names that are the same in every language; null for a service that we know nothing of. */
function serviceName(credential: Credential | null): string | null {
  switch (credential?.provider) {
    case 'idme':
      return 'ID.me';
    case 'logingov':
      return 'Login.gov';
    case undefined:
      return null;
  }
}

const STATUS: Readonly<Record<NotAllowedReason, AlertStatus>> = {
  'not-proofed': 'info',
  blocked: 'warning',
  'not-in-mpi': 'warning',
  'no-credential': 'warning',
};

/** What they can do about it here. Signing in asks the identity provider for a verified identity. */
const NEXT_STEP: Readonly<Partial<Record<NotAllowedReason, Breadcrumb>>> = {
  'not-proofed': {
    name: { en: 'Verify your identity', es: 'Verificar su identidad' },
    path: `/sign-in?return=${encodeURIComponent(HUB.path)}&verify=yes`,
  },
  'no-credential': { name: { en: 'Sign out', es: 'Cerrar sesión' }, path: '/sign-out' },
};

/** What keeps the Profile from this person, what they can do, and whom to call. */
function NotAllowedAlert({ reason }: { readonly reason: NotAllowedReason }) {
  const { notAllowed, forHelp } = useWords(WORDS);
  const { heading, explanation } = notAllowed[reason];
  const language = useLanguage();
  const step = NEXT_STEP[reason];
  return (
    <Alert status={STATUS[reason]} heading={heading} testId={`not-allowed-${reason}`}>
      <p>{explanation}</p>
      {step && <ButtonLink href={step.path}>{step.name[language]}</ButtonLink>}
      <p>
        <HelpLineSentence text={forHelp} line={HELP_DESK} />
      </p>
    </Alert>
  );
}
