import { DescriptionList, useWords } from '../design-system/index.ts';
import { whyNotAllowed, type Credential, type Person } from '../identity/index.ts';
import { NotAllowedAlert } from './not-allowed-alert.tsx';
import { WORDS } from './words.ts';

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
