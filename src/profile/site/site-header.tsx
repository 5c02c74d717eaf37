import { PhoneLink, Sentence, useLanguage, useWords } from '../../design-system/index.ts';
import { VETERANS_CRISIS_LINE, HOME, HUB } from '../places.ts';
import { WORDS } from '../words.ts';
import type { Language, Translated } from '../../lib/language.ts';

export function SiteHeader({ signedIn }: { readonly signedIn: boolean }) {
  return (
    <header class="screen-only">
      <CrisisLine />
      <div class="site-header">
        <div class="site-header__bar width">
          <Wordmark />
          <div class="site-header__links">
            <LanguageSwitch />
            {signedIn && <AccountMenu />}
          </div>
        </div>
      </div>
    </header>
  );
}

function CrisisLine() {
  const { name, number, hours } = VETERANS_CRISIS_LINE;
  const parts = {
    name: useWords(name),
    hours: useWords(hours),
    number: <PhoneLink number={number} />,
  };
  return (
    <div class="crisis-line">
      <p class="width">
        <Sentence text={useWords(WORDS).site.crisisLine} parts={parts} />
      </p>
    </div>
  );
}

function Wordmark() {
  const { site } = useWords(WORDS);
  return (
    <a class="wordmark" href={HOME.path}>
      <span class="wordmark__letters">VA</span>
      <span class="wordmark__name">
        <span class="wordmark__line">{site.department}</span>{' '}
        <span class="wordmark__line">{site.ofVeteransAffairs}</span>
      </span>
    </a>
  );
}

function AccountMenu() {
  const { account } = useWords(WORDS);
  return (
    <nav class="account-menu" aria-label={account.label}>
      <a href={HUB.path}>{HUB.name[useLanguage()]}</a>
      <form method="post" action="/sign-out">
        <button type="submit">{account.signOut}</button>
      </form>
    </nav>
  );
}

/** Each language's own name for itself, and the one that its readers are offered. */
const OTHER: Translated<{ readonly language: Language; readonly name: string }> = {
  en: { language: 'es', name: 'Español' },
  es: { language: 'en', name: 'English' },
};

/** The same page in the other language. The link names no path, so it is the same on every page. */
function LanguageSwitch() {
  const { language, name } = OTHER[useLanguage()];
  return (
    <a class="language-switch" href={`?lang=${language}`} lang={language} hreflang={language}>
      {name}
    </a>
  );
}
