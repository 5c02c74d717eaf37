import { DescriptionList } from '../design-system/index.ts';
import { whyNotAllowed, type Credential, type Person } from '../identity/index.ts';
import { NotAllowedAlert } from './not-allowed-alert.tsx';

/** How this person signs in, and what keeps the rest of the Profile from them, if anything does. */
export function AccountSecurity({ person }: { readonly person: Person }) {
  const reason = whyNotAllowed(person);
  return (
    <>
      {reason !== null && <NotAllowedAlert reason={reason} />}
      <h2>Sign-in information</h2>
      <DescriptionList
        items={[
          { term: 'You sign in with', description: serviceName(person.credential) },
          { term: 'Your identity', description: person.proofed ? 'Verified' : 'Not verified yet' },
        ]}
      />
    </>
  );
}

function serviceName(credential: Credential | null): string {
  switch (credential?.provider) {
    case 'idme':
      return 'ID.me';
    case 'logingov':
      return 'Login.gov';
    case undefined:
      return 'An account that isn’t from ID.me or Login.gov';
  }
}
