/** Something that listens until it is told to stop. */
export type Listening = { stop(): Promise<void> };

/**
 * Calls `onNotice` for every NOTIFY on the channel, and whenever listening begins or begins again, because
 * notices may have been missed before: whoever is called looks for itself what has changed. A database out
 * of reach is tried again until listening is stopped. `onNotice` must not throw.
 */
export type Listen = (channel: string, onNotice: () => void) => Listening;
