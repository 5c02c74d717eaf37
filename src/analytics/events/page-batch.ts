import type { Language } from '../../lib/language.ts';
import type { EventName } from './event-table.ts';

export const PAGES = ['contacts', 'hub', 'account-security'] as const;
/** Where the feature itself is; the other pages are the surface around it, and nobody is counted there by person. */
export const FEATURE_PAGE: PageName = 'contacts';
export type PageName = (typeof PAGES)[number];

/** By the width of the window. `none` where no script told it. */
export const DEVICES = ['phone', 'tablet', 'desktop', 'none'] as const;
export type Device = (typeof DEVICES)[number];

export const LANGUAGES = ['en', 'es'] as const;

/** Something that happened, with its one particular and the class of its amount, where it has them. */
export type PageEvent = {
  readonly name: EventName;
  readonly detail: string;
  readonly valueClass: number | null;
};

/** What one view of a page reports at once. */
export type PageBatch = {
  readonly page: PageName;
  readonly device: Device;
  readonly language: Language;
  readonly events: readonly PageEvent[];
};
