/** What the running server says of a plan's release and its toggles. */
export type ServerView = {
  /** Null when no plan of this id is loaded. */
  readonly release: ServerRelease | null;
  /** The plan's toggles that the flag engine knows. */
  readonly flags: readonly ServerFlag[];
};

/** The part of a release's status that a plan is compared with, in the words of the status itself. */
export type ServerRelease = {
  readonly id: string;
  readonly toggles: readonly string[];
  readonly phase: 'draft' | 'testing' | 'rollout' | 'fully-on' | 'rolled-back' | 'closed';
  readonly stages: readonly ServerStage[];
  /** ISO 8601, of the step that made the release what it is now. */
  readonly since: string | null;
};

export type ServerStage = {
  readonly letter: string;
  /** 0 to 100. */
  readonly percentage: number;
  readonly state: 'passed' | 'overridden' | 'open' | 'planned' | 'taken-back';
};

export type ServerFlag = {
  readonly name: string;
  readonly state: 'off' | 'conditional' | 'on';
  /** Percentage of actors, 0 to 100. */
  readonly percentage: number;
};
