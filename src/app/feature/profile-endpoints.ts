import type { FastifyInstance } from 'fastify';

import {
  contactsApi,
  decideVisit,
  type ContactsSource,
  type DowntimeOutlook,
} from '../../contacts/index.ts';
import { surveyApi, type Survey } from '../../feedback/index.ts';
import { toggleRoutes, type Flags } from '../../flags/index.ts';
import { isFromHere, personOf, sameOriginOnly } from '../../identity/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import { languageOf, profileRoutes, whoIsShownTo } from '../../profile/index.ts';
import type { SurfaceAnswer } from '../../release/index.ts';
import type { Container } from '../http/security-headers.ts';
import { letContainerIn } from './analytics-container.ts';
import { createEvaluations } from './evaluations.ts';
import { actorTypeOf, CONTACTS_FEATURE, isPublicFeature } from './features.ts';
import { observeSurface } from './observing.ts';
import { countPageViews, type PageAnalytics } from './page-events.ts';
import { strikePages, type PageFaults } from '../development/page-faults.ts';
import type { PublicFiles } from '../public-files.ts';

export type ProfileEndpoints = {
  readonly flags: Flags;
  readonly contacts: ContactsSource;
  readonly downtime: () => DowntimeOutlook;
  readonly survey: Survey;
  readonly publicUrl: string;
  readonly publicFiles: PublicFiles;
  readonly log: Log;
  readonly clock: Clock;
  /** Hears what people meet here. */
  readonly observe: (answer: SurfaceAnswer) => void;
  /** Counts views; null where nobody’s are. */
  readonly analytics: PageAnalytics | null;
  /** Told of events as well; null: nobody else is. */
  readonly container: Container | null;
  /** Development only. */
  readonly pageFaults: PageFaults | null;
};

const CONTACTS_ROUTES = ['/profile/contacts', '/v0/profile/contacts'];

/** Every place where a Veteran could meet the contacts. All ask the same flag, and it is named here alone. */
export async function mountProfile(
  app: FastifyInstance,
  endpoints: ProfileEndpoints,
): Promise<void> {
  const { flags, clock, contacts, downtime, publicFiles, log, observe, analytics, pageFaults } =
    endpoints;
  const { stylesheetUrl, fontUrls, profileScriptUrl: scriptUrl } = publicFiles;
  const toggle = CONTACTS_FEATURE;
  const evaluations = createEvaluations({ flags, toggle, clock });
  const contactsIsOpen = evaluations.isOpen;
  if (pageFaults) {
    strikePages(app, { faults: pageFaults, routes: CONTACTS_ROUTES, isOpen: contactsIsOpen });
  }
  if (analytics) countPageViews(app, analytics, evaluations);
  observeSurface(app, { toggle, evaluations, ownRoutes: CONTACTS_ROUTES, observe });
  const shared = { contactsIsOpen, contacts, downtime, log };
  const { survey, publicUrl } = endpoints;
  const containerFor = letContainerIn(app, endpoints.container);
  const pages = { now: () => clock.now(), stylesheetUrl, fontUrls, scriptUrl, containerFor };
  const forms = { survey, sameOriginOnly: sameOriginOnly(publicUrl) };
  await app.register(profileRoutes({ ...shared, ...pages, ...forms }));
  await app.register(contactsApi(shared));
  await app.register(
    surveyApi({
      survey,
      mayAnswer: (request) =>
        decideVisit(personOf(request), () => contactsIsOpen(request)).kind === 'admitted',
      shownTo: (request) => whoIsShownTo(request, shared),
      languageOf,
      isFromHere: isFromHere(publicUrl),
    }),
  );
  await app.register(
    toggleRoutes({
      flags,
      actorOf: (request) => personOf(request)?.accountId ?? null,
      actorTypeOf,
      isPublic: isPublicFeature,
    }),
  );
}
