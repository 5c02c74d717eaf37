import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language, Translated } from '../../lib/language.ts';

/** What a document is read in; set by `renderDocument`, so that no element has to hand it on. */
export const LanguageOfDocument = createContext<Language>('en');

export const useLanguage = (): Language => useContext(LanguageOfDocument);

export const useWords = <Words>(words: Translated<Words>): Words => words[useLanguage()];
