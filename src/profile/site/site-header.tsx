import { PhoneLink, Sentence, useLanguage, useWords } from '../../design-system/index.ts';
import { VETERANS_CRISIS_LINE } from '../help-lines.ts';
import { HOME, HUB } from '../places.ts';
import { WORDS } from '../words.ts';
import { LanguageSwitch } from './language-switch.tsx';

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
