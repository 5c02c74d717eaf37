/** The VA Design System as server-rendered elements: no page, no domain word, no client JavaScript. */
export { AddressLines } from './address-lines.tsx';
export { Alert, type AlertStatus } from './alert.tsx';
export { Breadcrumbs } from './breadcrumbs.tsx';
export { ButtonLink } from './button-link.tsx';
export { Card } from './card.tsx';
export { DescriptionList } from './description-list.tsx';
export { renderDocument, type DocumentParts } from './document.tsx';
export { HelpLineSentence, type HelpLine } from './help-line.tsx';
export { useLanguage, useWords } from './language.ts';
export { momentInWords } from './moment.ts';
export type { Place } from './place.ts';
export { PhoneLink } from './phone-link.tsx';
export { Sentence } from './sentence.tsx';
export { SideNavigation } from './side-navigation.tsx';
export { SummaryBox } from './summary-box.tsx';
