/** How long before the end readers are warned, in milliseconds. They need time to find the button. */
const WARNING_MS = 5 * 60_000;

/** After the end, so that looking does not keep alive what was about to end. In milliseconds. */
const PAST_THE_END_MS = 2_000;

const MINUTE_MS = 60_000;

/** The channel by which pages in the same browser tell each other that the reader is active. */
const CHANNEL = 'sign-in';

/**
 * Opens the page’s dialog before an idle sign-in ends, and reloads the page once it has ended: the page then
 * asks to sign in, and no longer shows a Veteran’s contacts to the next person at the device.
 */
export function warnBeforeSignInEnds(page: Document): void {
  const dialog = page.querySelector<HTMLDialogElement>('#sign-in-ending');
  if (!dialog) return;
  const others = new BroadcastChannel(CHANNEL);
  let endsAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function startOver(endsInMs: number): void {
    endsAt = Date.now() + endsInMs;
    dialog?.close();
    look();
  }

  function look(): void {
    clearTimeout(timer);
    const leftMs = endsAt - Date.now();
    if (leftMs <= -PAST_THE_END_MS) {
      location.reload();
      return;
    }
    if (leftMs <= WARNING_MS && dialog) show(dialog, leftMs);
    timer = setTimeout(look, untilNextLook(leftMs));
  }

  async function stay(): Promise<void> {
    const answer = await fetch('/sign-in/stay', { method: 'POST' }).catch(() => null);
    // No connection: the dialog stays, and its button can be pressed again.
    if (!answer) return;
    if (!answer.ok) {
      location.reload();
      return;
    }
    const { endsInMs } = (await answer.json()) as { endsInMs: number };
    // Twelve hours after signing in nothing keeps a sign-in alive but signing in again.
    if (endsInMs <= WARNING_MS) {
      location.assign(signInPath());
      return;
    }
    others.postMessage(endsInMs);
    startOver(endsInMs);
  }

  others.onmessage = ({ data }) => startOver(Number(data));
  dialog.addEventListener('cancel', () => void stay());
  dialog.querySelector('[data-stay]')?.addEventListener('click', () => void stay());
  // Timers sleep with the device, so the page checks the time again when the device wakes.
  page.addEventListener('visibilitychange', look);
  const endsInMs = Number(dialog.dataset['endsInMs']);
  others.postMessage(endsInMs);
  startOver(endsInMs);
}

/** Minutes are told as they pass, not seconds: a dialog that changes all the time can't be read. */
function show(dialog: HTMLDialogElement, leftMs: number): void {
  const minutes = Math.max(1, Math.ceil(leftMs / MINUTE_MS));
  const words = new Intl.NumberFormat(document.documentElement.lang, {
    style: 'unit',
    unit: 'minute',
    unitDisplay: 'long',
  });
  const place = dialog.querySelector('[data-minutes]');
  if (place) place.textContent = words.format(minutes);
  if (!dialog.open) dialog.showModal();
}

function untilNextLook(leftMs: number): number {
  if (leftMs > WARNING_MS) return leftMs - WARNING_MS;
  return leftMs > 0 ? leftMs % MINUTE_MS || MINUTE_MS : leftMs + PAST_THE_END_MS;
}

function signInPath(): string {
  return `/sign-in?return=${encodeURIComponent(location.pathname)}`;
}
