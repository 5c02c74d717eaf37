/** Of the zone in which the plan is written. */
const ET = { timeZone: 'America/New_York', hour: 'numeric', minute: '2-digit' } as const;

/** What the page says of itself: each step in a sentence, and since when it is not live. */
export function liveStatus(status: HTMLElement) {
  const isLost = () => status.dataset['lost'] !== undefined;
  return {
    isLost,
    step: (sentence: string) => {
      if (!isLost()) status.textContent = sentence;
    },
    lost: (since: number) => {
      if (isLost()) return;
      status.dataset['lost'] = '';
      const at = new Date(since).toLocaleTimeString('en-US', ET);
      status.textContent = `Not live since ${at} ET. Refresh the page before you decide anything.`;
    },
    found: () => {
      delete status.dataset['lost'];
      status.textContent = 'The page is live again.';
    },
  };
}
