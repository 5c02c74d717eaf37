/** The right to take the program’s own steps, which one instance has at a time. */
export type Leadership = {
  /**
   * Takes the lead, or keeps it. Null: another instance has it. The fence rises with each new leader; what an
   * earlier one still wants to write is refused.
   */
  lead(): Promise<Fence | null>;
  /** Lets another instance lead at once. */
  resign(): Promise<void>;
};

export type Fence = number;
