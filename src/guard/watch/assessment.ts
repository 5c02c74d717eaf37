/**
 * What the numbers say about a release at one moment. The engine fills it in from what people
 * really meet, a rehearsal from simulated traffic. Sentences are for people and carry their numbers.
 */
export type Assessment = {
  /** Distinct people to whom the feature was shown in the open stage, testers left out. */
  readonly people: number;
  readonly harm: HarmReading;
  /** Other features that may be to blame as well, a sentence each. */
  readonly confounders: readonly string[];
  /** The rollback rules of the plan that are broken now. */
  readonly brokenRules: readonly BrokenRule[];
  /** A sentence for each rollback rule that could not be measured for longer than its window. */
  readonly unmeasuredRules: readonly string[];
  /** A sentence for each success criterion that is not met; null while they have not been judged. */
  readonly unmetCriteria: readonly string[] | null;
  /** Since when the service that the feature depends on is down; null while it is well. */
  readonly dependencyDownSince: Date | null;
  /** Since when nothing has been heard of the people with the feature, or of those without; null while both are heard. */
  readonly blindSince: Date | null;
  /** Why the numbers are not to be trusted now, as a sentence; null when they are. Such numbers cause no rollback. */
  readonly unhealthy: string | null;
};

/** `critical` switches the feature off, `high` goes back a stage, `low` is written down for a person to look into. */
export type Severity = 'critical' | 'high' | 'low';

/** The rule by its words in the plan; the sentence tells the numbers. */
export type BrokenRule = {
  readonly severity: Severity;
  readonly rule: string;
  readonly sentence: string;
};

/** What the guard says of the people who have the feature, beside those who don’t. */
export type HarmReading =
  | { readonly kind: 'no-harm-shown' }
  /** The feature harms people. */
  | { readonly kind: 'harm'; readonly sentence: string }
  /** Many people meet errors, with the feature and without it. */
  | { readonly kind: 'global-incident'; readonly sentence: string }
  /** More people are seen with the feature than can be: the numbers are not to be trusted. */
  | { readonly kind: 'too-many-open'; readonly sentence: string };
