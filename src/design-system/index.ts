/** The VA Design System as server-rendered elements: no page, no domain word, no client JavaScript. */
export { AddressLines } from './address-lines.tsx';
export { Alert, type AlertStatus } from './alert.tsx';
export { Breadcrumbs, type Breadcrumb } from './breadcrumbs.tsx';
export { ButtonLink } from './button-link.tsx';
export { Card, SummaryBox } from './card.tsx';
export { DescriptionList } from './description-list.tsx';
export { RadioButtons, TextArea } from './fields.tsx';
export { renderDocument, type DocumentParts, type PageFiles } from './document.tsx';
export { HelpLineSentence, TTY_NUMBER, type HelpLine } from './phone/help-line.tsx';
export { unchanging } from './unchanging.tsx';
export { useLanguage, useWords } from './words/language.ts';
export { dateInWords, durationInWords, momentInWords } from './words/moment.ts';
export { withoutExtension } from './phone/dialing.ts';
export { PhoneLink, TextMessageLink } from './phone/phone-link.tsx';
export { SpokenReference } from './spoken-reference.tsx';
export { Sentence } from './words/sentence.tsx';
export { SideNavigation } from './side-navigation.tsx';
