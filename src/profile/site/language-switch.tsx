import { useLanguage } from '../../design-system/index.ts';
import type { Language, Translated } from '../../lib/language.ts';

/** Each language's own name for itself, and the one that its readers are offered. */
const OTHER: Translated<{ readonly language: Language; readonly name: string }> = {
  en: { language: 'es', name: 'Español' },
  es: { language: 'en', name: 'English' },
};

/** The same page in the other language. The link names no path, so it is the same on every page. */
export function LanguageSwitch() {
  const { language, name } = OTHER[useLanguage()];
  return (
    <a class="language-switch" href={`?lang=${language}`} lang={language} hreflang={language}>
      {name}
    </a>
  );
}
