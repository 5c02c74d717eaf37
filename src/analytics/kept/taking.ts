/** When events were taken, by whichever instance. Outside these times nothing can have been counted. */
export type TakingTimes = {
  /** Notes that events are taken now. */
  note(now: Date): Promise<void>;
  /** The earliest first; they may overlap. */
  spans(): Promise<readonly TakingSpan[]>;
  /** The minute of the newest count of a feature, since 1970; null: nothing was counted. Of an old one, its hour or day. */
  lastCounted(feature: string): Promise<number | null>;
};

/** Minutes since 1970, both included. */
export type TakingSpan = { readonly from: number; readonly through: number };

/** A restart, or a sign that comes late, is no gap. */
export const LONGEST_SILENCE_MIN = 2;
