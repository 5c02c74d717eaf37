/** What a page noticed, as docs/events.md names it: the event, its one particular, its amount. */
export type Noticed = { readonly event: string } & Readonly<Record<string, string | number>>;

/** Takes what a page noticed to where it is counted. What happens on the page knows none of them. */
export type EventCarrier = {
  readonly carry: (event: Noticed) => void;
  /** The page is hidden, and may never be seen again. */
  readonly leave: () => void;
};
