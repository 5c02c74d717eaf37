import { PhoneLink } from '../../design-system/index.ts';
import { VETERANS_CRISIS_LINE } from '../help-lines.ts';
import { HOME, HUB } from '../places.ts';

export function SiteHeader({ signedIn }: { readonly signedIn: boolean }) {
  return (
    <header>
      <CrisisLine />
      <div class="site-header">
        <div class="site-header__bar width">
          <Wordmark />
          {signedIn && <AccountMenu />}
        </div>
      </div>
    </header>
  );
}

function CrisisLine() {
  return (
    <div class="crisis-line">
      <p class="width">
        {VETERANS_CRISIS_LINE.name}: call <PhoneLink number={VETERANS_CRISIS_LINE.number} />, then
        press 1, {VETERANS_CRISIS_LINE.hours}
      </p>
    </div>
  );
}

function Wordmark() {
  return (
    <a class="wordmark" href={HOME.path}>
      <span class="wordmark__letters">VA</span>
      <span class="wordmark__name">
        <span class="wordmark__line">U.S. Department</span>{' '}
        <span class="wordmark__line">of Veterans Affairs</span>
      </span>
    </a>
  );
}

function AccountMenu() {
  return (
    <nav class="account-menu" aria-label="Your account">
      <a href={HUB.path}>{HUB.name}</a>
      <form method="post" action="/sign-out">
        <button type="submit">Sign out</button>
      </form>
    </nav>
  );
}
