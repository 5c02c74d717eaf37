import { capitalized } from '../../lib/spelling.ts';
import { useLanguage } from '../../design-system/index.ts';
import { isAllCapitals } from '../domain/person-name.ts';

/** Words that VA Profile sends, by themselves and in capitals. The list is open. */
const IN_SPANISH: ReadonlyMap<string, string> = new Map([
  ['BROTHER', 'Hermano'],
  ['CHILD-IN-LAW', 'Yerno o nuera'],
  ['DAUGHTER', 'Hija'],
  ['EXTENDED FAMILY MEMBER', 'Otro familiar'],
  ['FATHER', 'Padre'],
  ['FRIEND', 'Amigo o amiga'],
  ['GRANDCHILD', 'Nieto o nieta'],
  ['HUSBAND', 'Esposo'],
  ['MOTHER', 'Madre'],
  ['NIECE/NEPHEW', 'Sobrina o sobrino'],
  ['SISTER', 'Hermana'],
  ['SON', 'Hijo'],
  ['SPOUSE', 'Cónyuge'],
  ['STEPCHILD', 'Hijastro o hijastra'],
  ['UNRELATED FRIEND', 'Amigo o amiga sin parentesco'],
  ['WARD', 'Persona bajo su tutela'],
  ['WIFE', 'Esposa'],
]);

/** How a contact stands to the Veteran. A word without a translation is shown as sent, and marked as English. */
export function Relationship({ sent }: { readonly sent: string }) {
  const inEnglish = relationshipInWords(sent);
  if (useLanguage() === 'en') return <>{inEnglish}</>;
  const translated = IN_SPANISH.get(
    sent
      .trim()
      .toUpperCase()
      .replace(/\s*\/\s*/g, '/'),
  );
  return translated === undefined ? <span lang="en">{inEnglish}</span> : <>{translated}</>;
}

/** "NIECE/NEPHEW" → "Niece or nephew". The list is open: a word we have never seen reads as well. */
export function relationshipInWords(sent: string): string {
  const spaced = sent.trim().replace(/\s*\/\s*/g, ' or ');
  const words = isAllCapitals(sent) ? spaced.toLowerCase() : spaced;
  return capitalized(words);
}
