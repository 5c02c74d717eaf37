import { Sentence, unchanging, useLanguage, useWords } from '../../design-system/index.ts';
import type { Language, Translated } from '../../lib/language.ts';
import { HEADING_ID } from '../one-address.ts';
import { HOME, HUB, type ShownAccount } from '../places.ts';
import { WORDS } from '../words.ts';
import { CrisisLineBar } from './crisis-line.tsx';

/** `account` is null on pages for people who are signed out, and where it is not known who asks. */
export function SiteHeader({ account }: { readonly account: ShownAccount | null }) {
  return (
    <header class="screen-only">
      <CrisisLineBar />
      <div class="site-header">
        <div class="site-header__bar width">
          <Wordmark />
          <div class="site-header__links">
            <LanguageSwitch />
            {account && <AccountMenu {...account} />}
          </div>
          {account && <CollapsedMenu {...account} />}
        </div>
      </div>
    </header>
  );
}

const Wordmark = unchanging(() => {
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
});

/** In a wide window, where the pages of the Profile stand beside the content. */
function AccountMenu({ name, hubShown }: ShownAccount) {
  const language = useLanguage();
  const { account } = useWords(WORDS);
  return (
    <nav class="account-menu wide-only" aria-label={account.label}>
      {name !== null && <SignedInAs name={name} />}
      {hubShown && <a href={HUB.path}>{HUB.name[language]}</a>}
      <SignOut />
    </nav>
  );
}

/** In a narrow window, everything in one menu that opens without a script. */
function CollapsedMenu({ name, hubShown, places, currentPath }: ShownAccount) {
  const language = useLanguage();
  const { account } = useWords(WORDS);
  return (
    <>
      <details class="menu narrow-only">
        <summary class="menu__button">{account.menu}</summary>
        <nav class="menu__content" aria-label={account.label}>
          <ul>
            {(hubShown ? [HUB, ...places] : places).map((place) => (
              <li>
                <a
                  class="menu__link"
                  href={place.path}
                  aria-current={place.path === currentPath ? 'page' : undefined}
                >
                  {place.name[language]}
                </a>
              </li>
            ))}
          </ul>
          <SignOut />
        </nav>
      </details>
      {name !== null && (
        <div class="site-header__name narrow-only">
          <SignedInAs name={name} />
        </div>
      )}
    </>
  );
}

function SignedInAs({ name }: { readonly name: string }) {
  return (
    <span class="account-name">
      <Sentence text={useWords(WORDS).account.signedInAs} parts={{ name }} />
    </span>
  );
}

const SignOut = unchanging(() => {
  const { account } = useWords(WORDS);
  return (
    <form method="post" action="/sign-out">
      <button type="submit">{account.signOut}</button>
    </form>
  );
});

/** Each language's own name for itself, and the one that its readers are offered. */
const OTHER: Translated<{ readonly language: Language; readonly name: string }> = {
  en: { language: 'es', name: 'Español' },
  es: { language: 'en', name: 'English' },
};

/** The same page in the other language, from its heading on. The link names no path, so it is the same everywhere. */
const LanguageSwitch = unchanging(() => {
  const { language, name } = OTHER[useLanguage()];
  return (
    <a
      class="language-switch"
      href={`?lang=${language}#${HEADING_ID}`}
      lang={language}
      hreflang={language}
    >
      {name}
    </a>
  );
});
