/** Blanks, separators, punctuation and what can’t be seen: none of it makes a name another one. */
const NOT_TOLD_APART = /[\p{P}\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const LEADING_ZEROS = /(?<!\d)0+(?=\d)/g;

/**
 * What all spellings of a name have in common: `profileContacts`, `Profile-Contacts ` and `profile_contacts` come
 * out the same. It is for comparing, and is never shown or stored.
 */
export function spellingOf(name: string): string {
  // Upper case last: in lower case some letters depend on what stands beside them.
  const plain = name.normalize('NFKD').toLowerCase().toUpperCase().normalize('NFKD');
  const letters = plain.replace(LEADING_ZEROS, '').replace(NOT_TOLD_APART, '');
  return letters === '' ? plain : letters;
}

export function isSameName(one: string, other: string): boolean {
  return one === other || spellingOf(one) === spellingOf(other);
}

/** With a capital letter first, as at the beginning of a sentence. */
export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** With a small letter first, as within a sentence. */
export function uncapitalized(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
