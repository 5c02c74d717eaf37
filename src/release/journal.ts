/** Who takes a step: a person by name and role, or the program itself. */
export type Who = { readonly name: string; readonly role: string };

/** Who takes the steps that nobody asks for. */
export const PROGRAM: Who = { name: 'Release program', role: 'automatic' };

/** What the program itself holds a release for. */
export type HoldCause = 'dependency' | 'incident' | 'sample-ratio' | 'blind';

/** What can happen in a release. Facts are only ever added; the release's state is a fold over them. */
export type JournalFact =
  | { readonly kind: 'plan-loaded'; readonly planVersion: number; readonly title: string }
  | { readonly kind: 'testing-started' }
  /** Someone who has never signed in here yet; they become a tester when they do. */
  | { readonly kind: 'tester-invited'; readonly emailDigest: string }
  | { readonly kind: 'tester-enrolled'; readonly emailDigest: string; readonly accountId: string }
  | { readonly kind: 'tester-removed'; readonly emailDigest: string }
  | { readonly kind: 'go-signed' }
  | { readonly kind: 'no-go-signed' }
  | {
      readonly kind: 'stage-opened';
      /** Position in the plan's list of stages, from 0. */
      readonly stage: number;
      readonly letter: string;
      /** Percent of actors, 0 to 100. */
      readonly percentage: number;
      /** True when a person opened it although the plan's conditions were not met. */
      readonly overridden: boolean;
    }
  /** Without a cause when a person held it. */
  | { readonly kind: 'held'; readonly cause?: HoldCause }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'rolled-back' }
  /** The flags now agree with everything before this entry. */
  | { readonly kind: 'applied' };

export type JournalEntry = JournalFact & {
  /** 1, 2, 3 … within a release. */
  readonly version: number;
  readonly at: Date;
  readonly who: Who;
  readonly why: string | null;
};
