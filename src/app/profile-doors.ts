import type { FastifyInstance } from 'fastify';

import { contactsApi, type ContactsSource, type DowntimeOutlook } from '../contacts/index.ts';
import { toggleRoutes, type Flags } from '../flags/index.ts';
import { personOf } from '../identity/index.ts';
import type { Log } from '../lib/log.ts';
import { profileRoutes } from '../profile/index.ts';
import { actorTypeOf, CONTACTS_FEATURE } from './features.ts';
import type { PublicFiles } from './public-files.ts';

export type ProfileDoors = {
  readonly flags: Flags;
  readonly contacts: ContactsSource;
  readonly downtime: () => DowntimeOutlook;
  readonly publicFiles: PublicFiles;
  readonly log: Log;
};

/** Every place where a Veteran could meet the contacts. All ask the same flag, and it is named here alone. */
export async function mountProfile(app: FastifyInstance, doors: ProfileDoors): Promise<void> {
  const { flags, contacts, downtime, publicFiles, log } = doors;
  const { stylesheetUrl, profileScriptUrl: scriptUrl } = publicFiles;
  const contactsIsOpen = (accountId: string) => flags.isOpen(CONTACTS_FEATURE, accountId);
  const shared = { contactsIsOpen, contacts, downtime, log };
  await app.register(profileRoutes({ ...shared, stylesheetUrl, scriptUrl }));
  await app.register(contactsApi(shared));
  await app.register(
    toggleRoutes({
      flags,
      actorOf: (request) => personOf(request)?.accountId ?? null,
      actorTypeOf,
    }),
  );
}
