/** The languages in which people can read. BCP 47. */
export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same in each language. A language that is missing does not compile. */
export type Translated<Words> = Readonly<Record<Language, Words>>;

export function isLanguage(text: string | null | undefined): text is Language {
  return LANGUAGES.some((language) => language === text);
}
