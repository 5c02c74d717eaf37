/** What people and the program write down of a go/no-go. */
export type GoNoGoFact =
  | GoSigned
  | { readonly kind: 'no-go-signed' }
  /** Not now: it is decided anew later, by a go or a no-go. */
  | { readonly kind: 'pause-signed' }
  /** By the program: what the go was signed on is not so any more. */
  | { readonly kind: 'go-voided'; readonly cause: LostEvidence }
  /** An item by its words in the plan; a later answer takes the place of an earlier one. The note is the reason. */
  | {
      readonly kind: 'item-answered';
      readonly item: string;
      readonly answer: ItemAnswer;
      readonly link?: string;
    }
  /** By its words. How it was met stands in the reason. */
  | { readonly kind: 'condition-closed'; readonly condition: string; readonly link?: string };

export type GoSigned = {
  readonly kind: 'go-signed';
  /** The letter of the last stage that it is for; without it, of all. */
  readonly upTo?: string;
  /** Who has to sign besides before it is in force, in words; without it, it is. */
  readonly awaiting?: readonly string[];
  /** What has to be closed by name before a stage after `upTo` opens. */
  readonly conditions?: readonly PlannedCondition[];
  /** What the program found when it was signed; older journals don’t say it. */
  readonly attached?: AttachedEvidence;
};

export type ItemAnswer = 'yes' | 'no' | 'not-applicable';

/** `owner`: the role that closes it. */
export type PlannedCondition = { readonly text: string; readonly owner: string };

/** What a go stood on and has lost. */
export type LostEvidence = 'heartbeat-silent' | 'toggle-gone';

/** What the program knows of a release while people decide on it: bounded, and no personal data. */
export type AttachedEvidence = {
  readonly planVersion: number;
  /** What linting finds in the plan; null: it could not be linted. */
  readonly lint: { readonly errors: number; readonly warnings: number } | null;
  /** Why the flags are not ready, a sentence; null: they are. */
  readonly preflight: string | null;
  /** Whether people with the feature and without it can be heard; null: not known. */
  readonly heartbeat: 'heard' | 'silent' | null;
  /** What was seen of Phase I, its newest run; null: nothing was measured. */
  readonly phaseOne: {
    /** Distinct testers to whom the feature was shown. */
    readonly people: number;
    readonly requests: number;
    readonly errors: number;
  } | null;
  /** Bugs found in testing and not mended; null: nobody has looked for bugs yet. */
  readonly openBugs: number | null;
};
