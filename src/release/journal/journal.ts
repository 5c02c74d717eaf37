import type { GoNoGoFact } from './go-no-go/facts.ts';
import type { StageRecord } from './stage-record.ts';
import type { StageWatch } from '../../guard/index.ts';
import type { TestingFact } from '../testing/facts.ts';

/** Who takes a step: a person by name and role, or the program itself. */
export type Who = {
  readonly name: string;
  readonly role: string;
  /** The token whose holder says so of themselves; without it, the program knows who it is. */
  readonly claimedBy?: string;
};

/** Signs for the steps that no person asks for. */
export const PROGRAM: Who = { name: 'Release program', role: 'automatic' };

/** Signs for a flag that was changed outside the release, by SQL say. */
export const OUTSIDER: Who = { name: 'Somebody outside', role: 'unknown' };

/** What the program itself holds a release for. */
export type HoldCause =
  | 'dependency'
  | 'incident'
  | 'sample-ratio'
  | 'blind'
  /** A rollback rule of the plan could not be measured for longer than its window. */
  | 'unmeasured'
  /** The flag was changed outside the release, and is still open. */
  | 'drift'
  /** A rollback rule of the plan that only lowers is broken, and nothing lower is left than the first stage. */
  | 'rule'
  /** The plan, which was taken once, can’t be read any more. */
  | 'plan'
  /** There is harm, but the plan says that this stage is not safe to switch off: a person decides. */
  | 'unsafe';

/** What callers to the contact center call about. */
export const CALL_REASONS = ['confused', 'wrong contact', 'cannot change', 'other'] as const;
export type CallCounts = Readonly<Record<(typeof CALL_REASONS)[number], number>>;

/** The post-launch questions, in the order of the template. */
export const POST_LAUNCH_QUESTIONS = [
  'success',
  'feedback',
  'assumptions',
  'evolution',
  'clean-up',
] as const;

/** What only people know: whether changes are necessary, whether VA has trouble with it, and how good the feedback is. */
export type ResultField = 'changes' | 'handling' | (typeof POST_LAUNCH_QUESTIONS)[number];

/** What people are asked after everyone has the feature. */
export type CheckInName = 'one-week' | 'one-month' | 'post-launch';

/** What can happen in a release. Facts are only ever added; the release's state is a fold over them. */
export type JournalFact =
  | {
      readonly kind: 'plan-loaded';
      readonly planVersion: number;
      readonly title: string;
      /** Known from here when the document can’t be read any more; older journals don’t say it. */
      readonly toggles?: readonly string[];
    }
  | { readonly kind: 'testing-started' }
  /** Someone who has never signed in here yet; they become a tester when they do. */
  | { readonly kind: 'tester-invited'; readonly emailDigest: string }
  | { readonly kind: 'tester-enrolled'; readonly emailDigest: string; readonly accountId: string }
  | { readonly kind: 'tester-removed'; readonly emailDigest: string }
  | GoNoGoFact
  | TestingFact
  | {
      readonly kind: 'stage-opened';
      /** Position in the plan's list of stages, from 0. */
      readonly stage: number;
      readonly letter: string;
      /** Percent of actors, 0 to 100. */
      readonly percentage: number;
      /** True when a person opened it although the plan's conditions were not met. */
      readonly overridden: boolean;
      /** The letter of the stage that the program went back from. */
      readonly steppedBackFrom?: string;
      /** Other features that are open for a part of the same people, in words. */
      readonly confounders?: readonly string[];
      /** How the guard watches it; where nothing is written, as the newest plan says. */
      readonly watch?: StageWatch;
    }
  /** Without a cause when a person held it. */
  | { readonly kind: 'held'; readonly cause?: HoldCause }
  | { readonly kind: 'resumed' }
  /** A person’s reason for what was so already: it changes nothing, and is kept. `to`: the step that was asked for. */
  | { readonly kind: 'reason-added'; readonly to: string }
  /** `figures`: what was measured until then follows in an entry of its own; otherwise it stands here, if anywhere. */
  | { readonly kind: 'rolled-back'; readonly figures?: 'follow' }
  /**
   * What had been measured when the rollback with this version was written: of the opening that it ended, null where the
   * plan has no place for it; and as this entry’s evidence, where the rollback has none of its own.
   */
  | {
      readonly kind: 'rollback-measured';
      readonly rollback: number;
      readonly record: StageRecord | null;
    }
  /** After a rollback: the feature is no longer shown to anyone. Times are ISO 8601. */
  | {
      readonly kind: 'exposure-stopped';
      readonly firstFailedVisitAt: string | null;
      readonly lastExposureAt: string | null;
    }
  /** What was seen of an opening that ends with this step: of Phase I, or of a stage. */
  | { readonly kind: 'stage-measured'; readonly record: StageRecord }
  /** A success criterion that a person is asked about, by its words in the plan. */
  | { readonly kind: 'criterion-answered'; readonly criterion: string; readonly yes: boolean }
  /** A rollback rule of low severity is broken: the feature stays, and a person looks into it. */
  | { readonly kind: 'rule-noted'; readonly rule: string }
  /** The last stage is over: open for everyone, without a share. */
  /** `overridden`: although the plan’s conditions were not met. */
  | { readonly kind: 'fully-on'; readonly overridden?: true }
  /** The answer stands in the entry’s reason. */
  | { readonly kind: 'check-in-answered'; readonly checkIn: CheckInName }
  | { readonly kind: 'check-in-waived'; readonly checkIn: CheckInName }
  /** What the contact center counted on a day, as `2024-04-08`; a later entry for the same day takes its place. */
  | {
      readonly kind: 'calls-entered';
      readonly day: string;
      readonly counts: CallCounts;
      /** The release is to be stopped for them; why stands in the entry’s reason. */
      readonly stop?: true;
    }
  /** What only people know of a place of the plan; its words stand in the entry’s reason. */
  | {
      readonly kind: 'result-entered';
      /** `testing`, the letter of a stage, `one-week`, `one-month` or `post-launch`. */
      readonly place: string;
      readonly field: ResultField;
      readonly choice: 'yes' | 'no' | null;
    }
  /** The toggles are gone from the flag engine, and the release is over. */
  | {
      readonly kind: 'closed';
      /** The commit or pull request that took them out of the code, as a person said. */
      readonly removedIn?: string;
    }
  /** The flags now agree with everything before this entry. */
  | { readonly kind: 'applied' }
  /** What a newer version of the program wrote, by its kind there. It is read, and never written. */
  | { readonly kind: 'not-known'; readonly of: string };

export type JournalEntry = JournalFact & {
  /** 1, 2, 3 … within a release. */
  readonly version: number;
  readonly at: Date;
  readonly who: Who;
  readonly why: string | null;
  /** What the numbers said, where they were looked at. */
  readonly evidence: StepEvidence | null;
  /** Of the plan that was in force, this entry’s own if it brings one; null in journals that don’t say it. */
  readonly planVersion: number | null;
  /** Of the request that asked for it, where that can come twice: its key and a digest of what it asked. */
  readonly request?: string;
};

/**
 * What the numbers said when a step was taken. Plain data that is kept in the journal: folding the person events up
 * to `sighting` again gives the same, to the bit; of figures that followed a rollback, those until its time.
 */
export type StepEvidence = {
  /** The last person event that was looked at, by its number; 0 before the first. */
  readonly sighting: number;
  /** ln of the largest weighted evidence of harm, and what it has to reach. */
  readonly logEvidence: number;
  readonly threshold: number;
  /** People with a first failed visit of this run, with the feature and without it. */
  readonly failed: { readonly open: number; readonly closed: number };
  /** People who came in this run, each once in an opening, with the feature and without it. */
  readonly came: { readonly open: number; readonly closed: number };
  /** People with the feature who met an error that was not ours; older journals don’t say it. */
  readonly unserved?: number;
};

/** What the entries of one step have in common. */
export type EntryCircumstances = Pick<JournalEntry, 'at' | 'who' | 'why' | 'evidence' | 'request'>;

/** These facts as the entries after `last`; null: as a release’s first. */
export function entriesAfter(
  last: Pick<JournalEntry, 'version' | 'planVersion'> | null,
  facts: readonly JournalFact[],
  { at, who, why, evidence, request }: EntryCircumstances,
): readonly JournalEntry[] {
  let { version, planVersion } = last ?? { version: 0, planVersion: null };
  return facts.map((fact) => {
    version += 1;
    if (fact.kind === 'plan-loaded') ({ planVersion } = fact);
    const asked = request === undefined ? {} : { request };
    return { planVersion, ...fact, version, at, who, why, evidence, ...asked };
  });
}
