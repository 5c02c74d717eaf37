import { err, ok, type Result } from '../lib/result.ts';
import type { Phase, PlanDocument, Stage, Statement } from './document.ts';
import { goItemsOf, type GoItems } from './go-no-go/go-items.ts';
import { stageField, type FigureProblem } from './figures/figure.ts';
import {
  figureProblems,
  malformedAmong,
  shareProblem,
  stageFigures,
  type StageFigures,
} from './figures/stage-figures.ts';
import { termsIn, type TermProblem } from './terms/read-terms.ts';
import type { Terms } from './terms/terms.ts';
import { typedValue } from './typed/typed-value.ts';
import { placeAt, type Place, type Span } from './text/source.ts';

/** What the engine needs of a plan to carry it out. */
export type ReleasePlan = {
  readonly title: string;
  /** At least one; each a feature key. */
  readonly toggles: readonly string[];
  /** Why the document behind it can’t be read any more; null: it can. */
  readonly unreadable: string | null;
  /** Moderated production testing; null when the plan goes straight to its stages. */
  readonly testing: PlannedTesting | null;
  /** At least one; percentages never fall. */
  readonly stages: readonly ReleaseStage[];
  readonly criteria: readonly PlannedStatement[];
  readonly rollback: readonly PlannedStatement[];
  readonly terms: Terms;
  readonly goItems: GoItems;
};

/** `users`: how many it is planned with; left out where the plan does not say it in a number. */
export type PlannedTesting = { readonly name: string; readonly users?: number };

/** A success criterion, or a sentence of the rollback plan. */
export type PlannedStatement = {
  readonly text: string;
  /** What is measured; null when a person is asked. */
  readonly code: string | null;
  /** From 1. */
  readonly line: number;
};

export type ReleaseStage = {
  readonly letter: string;
  readonly name: string;
  /** Percent of actors, 0 to 100. */
  readonly percentage: number;
  readonly minimumMinutes: number | null;
  /** Where the length is written in business days; its minutes are those of as many days. */
  readonly minimumBusinessDays?: number;
  readonly minimumUsers: number | null;
  /** Why the feature must not be switched off in this stage without asking a person; null: it may. */
  readonly unsafeToSwitchOff: string | null;
  /** Of its heading, from 1. */
  readonly line: number;
};

/** Why a plan can't be carried out: what was understood, what was expected, what to do. */
export type PlanProblem = Place & PlanComplaint;

type PlanComplaint = { readonly kind: PlanProblemKind; readonly sentence: string };

export type PlanProblemKind =
  | 'toggle-missing'
  | 'toggle-malformed'
  | 'rollout-missing'
  | 'stage-missing'
  | 'percentage-missing'
  | 'percentage-out-of-range'
  | 'percentage-falling'
  | 'figure-unreadable'
  | 'letter-twice'
  | 'term-unreadable'
  | 'unsafe-without-note';

type Figured = { readonly stage: Stage; readonly figures: StageFigures };

export function releasePlan(plan: PlanDocument): Result<ReleasePlan, readonly PlanProblem[]> {
  const stages = figuredStages(plan);
  const { terms, problems: unread } = termsIn(plan.source.text);
  const problems = [
    ...toggleProblems(plan),
    ...rolloutProblems(plan),
    ...figuresOfPhases(plan),
    ...stageProblems(plan, stages),
    ...termProblems(plan, unread),
  ];
  if (problems.length > 0) return err(problems);
  const testing = plan.phases.find(({ kind }) => kind === 'moderated-testing');
  const planned = stages.flatMap(({ stage, figures }) => releaseStage(plan, stage, figures));
  return ok({
    title: plan.title ?? 'Release plan without a title',
    toggles: [...new Set(plan.toggles.map(({ words }) => words))],
    unreadable: null,
    testing: testing ? plannedTesting(plan, testing) : null,
    stages: planned,
    criteria: plan.criteria.map((statement) => plannedStatement(plan, statement)),
    rollback: plan.rollback.map((statement) => plannedStatement(plan, statement)),
    terms,
    goItems: goItemsOf(plan, terms.goItems, planned[0]?.percentage ?? 0),
  });
}

function plannedTesting(plan: PlanDocument, { name, fields }: Phase): PlannedTesting {
  const field = fields.find(({ known }) => known?.name === 'testers');
  const said = field && typedValue(plan, field);
  const users = said?.kind === 'amounts' ? said.people?.least : null;
  return { name, ...(typeof users === 'number' && { users: Math.ceil(users) }) };
}

function figuredStages(plan: PlanDocument): readonly Figured[] {
  const rollout = plan.phases.filter(({ kind }) => kind === 'rollout');
  return rollout
    .flatMap(({ stages }) => stages.filter(({ superseded }) => !superseded))
    .map((stage) => ({ stage, figures: stageFigures(plan, stage) }));
}

function termProblems(
  plan: PlanDocument,
  problems: readonly TermProblem[],
): readonly PlanProblem[] {
  const unread = problems.map(({ code, at, expected }) =>
    problem(
      plan,
      { start: at, end: at },
      {
        kind: 'term-unreadable',
        sentence: `“${code}” is read as a term of the release and can’t be understood. Expected ${expected}.`,
      },
    ),
  );
  if (unsafeNoteIn(plan.source.text) !== '') return unread;
  const sentence =
    'The plan says that switching off is not safe, and not why. Write behind the “no” what people would lose.';
  return [...unread, problem(plan, null, { kind: 'unsafe-without-note', sentence })];
}

const NOT_SAFE =
  /\bsafe to (?:switch|turn) (?:it )?off\b[^\S\r\n]*\**[?:]+\**[^\S\r\n]*no\b(?:[^\S\r\n]|[.,:;–—-])*([^\n]*)/i;

/** What is lost when the feature is switched off; empty where the plan does not say, null where it is safe. */
function unsafeNoteIn(text: string): string | null {
  const found = NOT_SAFE.exec(text);
  return found ? (found[1] ?? '').trim() : null;
}

/** What the stage says, else what the rollback plan says of all of them. */
function unsafeNote({ source, phases }: PlanDocument, stage: Stage): string | null {
  const stages = phases.flatMap((phase) => phase.stages);
  const ofStage = unsafeNoteIn(source.text.slice(stage.span.start, stage.span.end));
  const firstStage = Math.min(...stages.map(({ span }) => span.start));
  return ofStage ?? unsafeNoteIn(source.text.slice(0, firstStage));
}

function releaseStage(
  plan: PlanDocument,
  stage: Stage,
  { percentage, minimumMinutes, minimumBusinessDays, minimumUsers }: StageFigures,
): readonly ReleaseStage[] {
  if (percentage === null) return [];
  const { letter, name, span } = stage;
  const unsafeToSwitchOff = unsafeNote(plan, stage);
  const { line } = placeAt(plan.source, span.start);
  const inBusinessDays = minimumBusinessDays === null ? {} : { minimumBusinessDays };
  const length = { minimumMinutes, ...inBusinessDays };
  return [{ letter, name, percentage, ...length, minimumUsers, unsafeToSwitchOff, line }];
}

function plannedStatement(
  { source }: PlanDocument,
  { text, code, span }: Statement,
): PlannedStatement {
  return { text, code, line: placeAt(source, span.start).line };
}

/** A key that every part of the flag engine's API can carry without escaping. */
export const TOGGLE_NAME = /^[A-Za-z][\w.-]*$/;

function toggleProblems(plan: PlanDocument): readonly PlanProblem[] {
  if (plan.toggles.length === 0) {
    return [
      problem(plan, null, {
        kind: 'toggle-missing',
        sentence:
          'No toggle is named. Add a section “Feature toggle” with a line like “- Toggle name: `my_feature`”.',
      }),
    ];
  }
  const malformed = plan.toggles.filter(({ words }) => !TOGGLE_NAME.test(words));
  return malformed.map(({ words, span }) =>
    problem(plan, span, {
      kind: 'toggle-malformed',
      sentence: `The toggle name is read as “${words}”. A name is one word of letters, digits, “_”, “-” and “.” that starts with a letter; write it in backticks.`,
    }),
  );
}

function rolloutProblems(plan: PlanDocument): readonly PlanProblem[] {
  const rollout = plan.phases.find(({ kind }) => kind === 'rollout');
  if (!rollout) {
    return [
      problem(plan, null, {
        kind: 'rollout-missing',
        sentence:
          'No rollout phase is found. Add a heading like “Phase II: staged rollout” with the stages below it.',
      }),
    ];
  }
  if (figuredStages(plan).length > 0) return [];
  return [
    problem(plan, rollout.span, {
      kind: 'stage-missing',
      sentence: `“${rollout.name}” has no stage. Add a heading like “Stage A: Canary” below it, with a length and a percentage.`,
    }),
  ];
}

function figuresOfPhases(plan: PlanDocument): readonly PlanProblem[] {
  return plan.phases.flatMap(({ fields }) => unreadable(plan, malformedAmong(plan, fields)));
}

function unreadable(plan: PlanDocument, figures: readonly FigureProblem[]): readonly PlanProblem[] {
  return figures.map(({ span, sentence }) =>
    problem(plan, span, { kind: 'figure-unreadable', sentence }),
  );
}

function stageProblems(plan: PlanDocument, stages: readonly Figured[]): readonly PlanProblem[] {
  return stages.flatMap((figured, index) => [
    ...unreadable(plan, figureProblems(plan, figured.stage)),
    ...percentageProblems(plan, figured, stages.slice(0, index)),
    ...letterProblems(plan, figured, stages.slice(0, index)),
  ]);
}

function percentageProblems(
  plan: PlanDocument,
  { stage, figures: { percentage } }: Figured,
  earlier: readonly Figured[],
): readonly PlanProblem[] {
  const at = stageField(stage, 'percentage')?.span ?? stage.span;
  const unread = shareProblem(plan, stage);
  const complaint: PlanComplaint | null =
    unread === null
      ? percentageComplaint(stage, percentage, earlier)
      : { kind: 'percentage-missing', sentence: unread.sentence };
  return complaint === null ? [] : [problem(plan, at, complaint)];
}

function percentageComplaint(
  stage: Stage,
  percentage: number | null,
  earlier: readonly Figured[],
): PlanComplaint | null {
  if (percentage === null) {
    const sentence = `“${stage.name}” has no percentage. Write one after “Percentage of Users”, for example “20%”.`;
    return { kind: 'percentage-missing', sentence };
  }
  if (percentage < 0 || percentage > 100) {
    const sentence = `“${stage.name}” is read as ${percentage}%. A percentage lies between 0 and 100.`;
    return { kind: 'percentage-out-of-range', sentence };
  }
  const before = earlier.findLast(({ figures }) => figures.percentage !== null);
  const reached = before?.figures.percentage ?? null;
  if (before === undefined || reached === null || percentage >= reached) return null;
  const sentence =
    `“${stage.name}” is read as ${percentage}%, after ${reached}% in “${before.stage.name}”. ` +
    'A stage may not take the feature away from people who had it in the one before; raise this one, or leave it out.';
  return { kind: 'percentage-falling', sentence };
}

function letterProblems(
  plan: PlanDocument,
  { stage }: Figured,
  earlier: readonly Figured[],
): readonly PlanProblem[] {
  const twin = earlier.find((other) => other.stage.letter === stage.letter)?.stage;
  if (!twin) return [];
  const { line } = placeAt(plan.source, twin.span.start);
  const sentence = `“${stage.name}” is stage ${stage.letter}, as is “${twin.name}” on line ${line}. Give each stage a letter of its own.`;
  return [problem(plan, stage.span, { kind: 'letter-twice', sentence })];
}

/** At a place in the plan; what is missing altogether is reported at its start. */
function problem(plan: PlanDocument, at: Span | null, complaint: PlanComplaint): PlanProblem {
  return { ...placeAt(plan.source, at?.start ?? 0), ...complaint };
}
