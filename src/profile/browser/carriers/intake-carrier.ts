import type { EventCarrier, Noticed } from './carrier.ts';

const INTAKE = '/v0/events';

/** The intake takes fifty at once. */
const MOST_AT_ONCE = 50;

/** To this program, many at once, when the page is hidden. */
export function intakeCarrier(page: Document, name: string): EventCarrier {
  let waiting: Noticed[] = [];
  const send = () => {
    const events = waiting;
    waiting = [];
    if (events.length === 0) return;
    const { lang: language } = page.documentElement;
    // Sent twice on the way, it counts once.
    const id = crypto.getRandomValues(new Uint32Array(4)).join('-');
    const report = JSON.stringify({ id, page: name, device: deviceClass(), language, events });
    navigator.sendBeacon(INTAKE, new Blob([report], { type: 'application/json' }));
  };
  return {
    carry: (event) => {
      waiting.push(event);
      if (waiting.length >= MOST_AT_ONCE) send();
    },
    leave: send,
  };
}

/** By the widths at which the design system changes its layout, in pixels. */
function deviceClass(): string {
  if (innerWidth < 480) return 'phone';
  return innerWidth < 1024 ? 'tablet' : 'desktop';
}
