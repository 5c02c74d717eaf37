/** How a made-up Veteran uses the page. */
export type Manner = {
  /** Of a browser with JavaScript; null: it has none. */
  readonly device: 'phone' | 'desktop' | null;
  readonly language: 'en' | 'es';
  /** By Global Privacy Control. */
  readonly asksNotToBeFollowed: boolean;
  readonly readsHelp: boolean;
  readonly tapsPhone: boolean;
  readonly prints: boolean;
  readonly meetsScriptError: boolean;
  readonly answersSurvey: boolean;
};

/** Of Veteran number n, always the same: of ten that follow each other, one has no JavaScript, one asks not to be followed … */
export function mannerOf(n: number): Manner {
  const kind = n % 10;
  const hasScripts = kind !== 0;
  return {
    device: hasScripts ? (n % 2 === 0 ? 'phone' : 'desktop') : null,
    language: kind === 2 ? 'es' : 'en',
    asksNotToBeFollowed: kind === 1,
    readsHelp: kind === 2 || kind === 5 || kind === 7,
    tapsPhone: kind === 4 || kind === 5,
    prints: kind === 6,
    meetsScriptError: kind === 8,
    answersSurvey: kind === 0 || kind === 3,
  };
}

/** What the script of the contacts page would have noticed in a visit like this; docs/events.md names each. */
export function noticedBy(manner: Manner): readonly Readonly<Record<string, string | number>>[] {
  const seen = (section: string) => ({ event: 'section-seen', section });
  return [
    { event: 'page-shown' },
    seen('emergency-contacts'),
    seen('next-of-kin-contacts'),
    seen('how-to-update'),
    ...(manner.readsHelp ? [{ event: 'help-read' }] : []),
    ...(manner.tapsPhone ? [{ event: 'phone-tapped', number: 'help-line' }] : []),
    ...(manner.prints ? [{ event: 'printed' }] : []),
    ...(manner.meetsScriptError ? [{ event: 'browser-error', fingerprint: '5c21a9e0' }] : []),
    { event: 'web-vital', vital: 'lcp', ms: 900 },
    { event: 'layout-shift', cls: 4 },
    { event: 'page-left', ms: 42_000 },
  ];
}
