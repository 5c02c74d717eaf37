import { Card, type Place } from '../design-system/index.ts';
import { ACCOUNT_SECURITY, CONTACTS } from './places.ts';

/** The first page of the Profile: a card for each page that this visitor may know of. */
export function Hub({ contactsShown }: { readonly contactsShown: boolean }) {
  return (
    <>
      <p class="lead">See the information we keep for your VA.gov account.</p>
      <div class="card-grid">
        {contactsShown && (
          <HubCard
            place={CONTACTS}
            about="The emergency contacts and next of kin we have on file for you."
            action="Review your personal health care contacts"
          />
        )}
        <HubCard
          place={ACCOUNT_SECURITY}
          about="How you sign in, and whether you’ve verified your identity."
          action="Review your account security"
        />
      </div>
    </>
  );
}

type HubCardParts = { readonly place: Place; readonly about: string; readonly action: string };

function HubCard({ place, about, action }: HubCardParts) {
  return (
    <Card>
      <h2 class="card__title">{place.name}</h2>
      <p>{about}</p>
      <a href={place.path}>{action}</a>
    </Card>
  );
}
