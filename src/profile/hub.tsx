import { Card, useLanguage, useWords, type Breadcrumb } from '../design-system/index.ts';
import { ACCOUNT_SECURITY, CONTACTS } from './places.ts';
import { WORDS } from './words.ts';

/** The first page of the Profile: a card for each page that this visitor may know of. */
export function Hub({ contactsShown }: { readonly contactsShown: boolean }) {
  const { hub: words } = useWords(WORDS);
  return (
    <>
      <p class="lead">{words.lead}</p>
      <div class="card-grid">
        {contactsShown && <HubCard place={CONTACTS} {...words.contacts} />}
        <HubCard place={ACCOUNT_SECURITY} {...words.accountSecurity} />
      </div>
    </>
  );
}

type HubCardParts = { readonly place: Breadcrumb; readonly about: string; readonly action: string };

function HubCard({ place, about, action }: HubCardParts) {
  return (
    <Card>
      <h2 class="card__title">{place.name[useLanguage()]}</h2>
      <p>{about}</p>
      <a href={place.path}>{action}</a>
    </Card>
  );
}
