import type { FastifyRequest, onRequestHookHandler } from 'fastify';
import type { ContactsSource, DowntimeOutlook, Visit } from '../contacts/index.ts';
import type { Breadcrumb, PageFiles } from '../design-system/index.ts';
import type { Survey, SurveyNotice } from '../feedback/index.ts';
import type { Person } from '../identity/index.ts';
import type { Language } from '../lib/language.ts';
import type { Outcome, Trace } from '../lib/http/index.ts';
import type { Log } from '../lib/log.ts';

export type ProfileDependencies = PageFiles & {
  /** Whether the contacts are open for the sender of this request. */
  readonly contactsIsOpen: (request: FastifyRequest) => boolean;
  readonly contacts: ContactsSource;
  /** What Veterans need to know of planned downtimes of VA Profile now. */
  readonly downtime: () => DowntimeOutlook;
  readonly survey: Survey;
  /** Refuses forms sent from another site. */
  readonly sameOriginOnly: onRequestHookHandler;
  readonly log: Log;
  readonly now: () => Date;
  readonly scriptUrl: string;
  /** The script of an analytics container, of those who may be followed; null: none is loaded. */
  readonly containerFor: (request: FastifyRequest) => string | null;
};

/** Someone who is signed in and asks for a page. */
export type Visitor = {
  readonly person: Person;
  /** What they may have of the contacts, decided once for the whole page. */
  readonly visit: Visit;
  readonly language: Language;
  /** What their account is called, if the identity provider said. */
  readonly accountName: string | null;
  /** How long their sign-in lasts from now on, in milliseconds. */
  readonly signInEndsInMs: number;
  /** What the address says became of the survey’s form that they sent. */
  readonly surveyNotice: SurveyNotice | null;
  readonly containerUrl: string | null;
  /** What they sent, by which others know it again. */
  readonly request: object;
  readonly requestId: string;
  readonly trace: Trace;
  /** Aborted when they leave before the page is there. */
  readonly signal: AbortSignal;
};

export type PageAnswer =
  | { readonly kind: 'redirect'; readonly path: string }
  | {
      readonly kind: 'page';
      readonly status: number;
      readonly html: string;
      /** The header of that name, where it is known when asking again can help. */
      readonly retryAfter?: string;
      /** Where the status does not tell it all. */
      readonly outcome?: Outcome | 'left';
    };

export function redirectTo({ path }: Breadcrumb): PageAnswer {
  return { kind: 'redirect', path };
}
