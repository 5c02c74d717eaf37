import { onCLS, onINP, onLCP, type Metric } from 'web-vitals';

import type { EventCarrier, Noticed } from './carriers/carrier.ts';
import { dataLayerCarrier } from './carriers/data-layer-carrier.ts';
import { intakeCarrier } from './carriers/intake-carrier.ts';

const PAGES: Readonly<Record<string, string>> = {
  '/profile': 'hub',
  '/profile/contacts': 'contacts',
  '/profile/account-security': 'account-security',
};

/** The ids of the parts of the contacts page that people scroll to. */
const SECTIONS = ['emergency-contacts', 'next-of-kin-contacts', 'how-to-update'];
const HELP = 'how-to-update';
/** Somebody who stays on the help for so long reads it, in milliseconds. */
const READING_MS = 5_000;

const MOST_ERRORS = 5;

/**
 * Reports what happens on the page, without a word of what stands on it. A browser that asks not
 * to be followed reports nothing.
 */
export function reportPageEvents(page: Document): void {
  const name = PAGES[location.pathname.replace(/\/$/, '')];
  if (name === undefined || asksNotToBeFollowed()) return;
  const carriers = carriersOf(page, name);
  const notice: Notice = (event) => {
    for (const { carry } of carriers) carry(event);
  };
  notice({ event: 'page-shown' });
  noticeVitals(notice);
  noticeErrors(notice);
  noticeSections(page, notice);
  noticeTaps(page, notice);
  addEventListener('beforeprint', () => notice({ event: 'printed' }), { once: true });
  let wasLeft = false;
  // After the listeners of the vitals, which report at the same moment.
  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState !== 'hidden') return;
    if (!wasLeft) notice({ event: 'page-left', ms: Math.round(performance.now()) });
    wasLeft = true;
    for (const { leave } of carriers) leave();
  });
}

type Notice = (event: Noticed) => void;

/** This program counts; a container does, too, where the page names one. */
function carriersOf(page: Document, name: string): readonly EventCarrier[] {
  const own = intakeCarrier(page, name);
  const container = page.querySelector<HTMLScriptElement>('script[data-container]')?.dataset;
  const containerUrl = container?.['container'];
  return containerUrl === undefined ? [own] : [own, dataLayerCarrier(page, name, containerUrl)];
}

function asksNotToBeFollowed(): boolean {
  const { globalPrivacyControl } = navigator as { readonly globalPrivacyControl?: boolean };
  return globalPrivacyControl === true || navigator.doNotTrack === '1';
}

function noticeVitals(notice: Notice): void {
  const waited =
    (vital: string) =>
    ({ value }: Metric) =>
      notice({ event: 'web-vital', vital, ms: Math.round(value) });
  onLCP(waited('lcp'));
  onINP(waited('inp'));
  onCLS(({ value }) => notice({ event: 'layout-shift', cls: Math.round(value * 1_000) }));
}

/** Errors of our own scripts alone: those of extensions are none of ours. */
function noticeErrors(notice: Notice): void {
  let count = 0;
  const noticeOne = (kind: string, place: string) => {
    count += 1;
    if (count <= MOST_ERRORS)
      notice({ event: 'browser-error', fingerprint: fingerprint(`${kind} ${place}`) });
  };
  addEventListener('error', ({ error, filename, lineno, colno }) => {
    if (filename.startsWith(`${location.origin}/`)) noticeOne(kindOf(error), `${lineno}:${colno}`);
  });
  addEventListener('unhandledrejection', ({ reason }) => noticeOne(kindOf(reason), 'later'));
}

const kindOf = (error: unknown) => (error instanceof Error ? error.constructor.name : typeof error);

/** FNV-1a, 32 bits: alike errors have the same, and nothing can be read from it. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** Each section when it first comes into view; the help once more when it has stayed there. */
function noticeSections(page: Document, notice: Notice): void {
  const seen = new Set<string>();
  const once = (event: Noticed) => {
    const key = Object.values(event).join(' ');
    if (!seen.has(key)) notice(event);
    seen.add(key);
  };
  let reading: ReturnType<typeof setTimeout> | undefined;
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) once({ event: 'section-seen', section: target.id });
      if (target.id !== HELP) continue;
      clearTimeout(reading);
      if (isIntersecting) reading = setTimeout(() => once({ event: 'help-read' }), READING_MS);
    }
  });
  for (const id of SECTIONS) {
    const section = page.getElementById(id);
    if (section) observer.observe(section);
  }
}

function noticeTaps(page: Document, notice: Notice): void {
  page.addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest('a') : null;
    if (!link) return;
    if (link.protocol === 'tel:') {
      notice({ event: 'phone-tapped', number: link.closest('.card') ? 'contact' : 'help-line' });
    }
    if (link.matches('.language-switch')) notice({ event: 'language-changed', to: link.hreflang });
  });
}
