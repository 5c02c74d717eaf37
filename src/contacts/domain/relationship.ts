import { isAllCapitals } from './letter-case.ts';

/** "NIECE/NEPHEW" → "Niece or nephew". The list is open: a word we have never seen reads as well. */
export function relationshipInWords(sent: string): string {
  const spaced = sent.trim().replace(/\s*\/\s*/g, ' or ');
  const words = isAllCapitals(sent) ? spaced.toLowerCase() : spaced;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
