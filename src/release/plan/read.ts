import type { Field, Phase, PlanDocument, Stage, Statement, Words } from './document.ts';
import { bindFields, type BoundField, type Listing } from './fields/bind.ts';
import { statementsOf } from './fields/statements.ts';
import { togglesOf } from './fields/toggles.ts';
import { labelOfChapter, outlineOf, type Chapter, type ChapterMeaning } from './outline.ts';
import { entriesOf } from './text/entries.ts';
import { planTextOf, type PlanText } from './text/plan-text.ts';

/** The same plan while it is being read, chapter by chapter. */
type Draft = {
  title: string | null;
  readonly toggles: Words[];
  readonly fields: Field[];
  readonly phases: PhaseDraft[];
  readonly criteria: Statement[];
  readonly rollback: Statement[];
};

type PhaseDraft = Omit<Phase, 'fields' | 'stages'> & {
  readonly fields: Field[];
  readonly stages: StageDraft[];
};
type StageDraft = Omit<Stage, 'fields'> & { readonly fields: Field[] };

/** Reads a release plan. Any text is a plan: what is not understood is kept and simply not found. */
export function readPlan(document: string): PlanDocument {
  const plan = planTextOf(document);
  const draft: Draft = {
    title: null,
    toggles: [],
    fields: [],
    phases: [],
    criteria: [],
    rollback: [],
  };
  for (const chapter of outlineOf(plan)) addChapter(draft, chapter, plan);
  return { source: plan.source, markers: plan.markers, ...draft };
}

/** The document again, byte for byte. */
export function renderPlan({ source }: PlanDocument): string {
  return source.mark + source.text;
}

function addChapter(draft: Draft, chapter: Chapter, plan: PlanText): void {
  openChapter(draft, chapter);
  const bound = bindFields(plan, listingOf(plan, chapter)).filter(({ field }) =>
    isField(field, chapter),
  );
  homeOf(draft, chapter).push(...bound.map(({ field }) => field));
  draft.toggles.push(...togglesIn(plan, chapter, bound));
  for (const { field, entries } of bound) {
    if (field.known?.name === 'success criteria') {
      draft.criteria.push(...statementsOf(plan, entries, ['bullet']));
    }
    if (field.known?.name === 'rollback') {
      draft.rollback.push(...statementsOf(plan, entries, ['bullet', 'paragraph']));
    }
  }
}

/** A heading that the template does not have is a field only when something stands below it. */
function isField({ known, span }: Field, { meaning }: Chapter): boolean {
  return meaning.kind !== 'other' || known !== null || span.end > span.start;
}

function openChapter(draft: Draft, { meaning, words, span }: Chapter): void {
  if (meaning.kind === 'title') draft.title = words;
  if (meaning.kind === 'phase') {
    draft.phases.push({ name: words, kind: meaning.phase, span, fields: [], stages: [] });
  }
  if (meaning.kind === 'stage') {
    const stage = { name: words, letter: meaning.letter, span, fields: [] };
    draft.phases.at(-1)?.stages.push(stage);
  }
}

/** Where the fields of a chapter go: to its stage, else to its phase, else to the plan. */
function homeOf(draft: Draft, { phaseLevel, stageLevel }: Chapter): Field[] {
  const phase = phaseLevel === null ? undefined : draft.phases.at(-1);
  const stage = stageLevel === null ? undefined : phase?.stages.at(-1);
  return (stage ?? phase ?? draft).fields;
}

function listingOf(plan: PlanText, chapter: Chapter): Listing {
  const { meaning, blocks, part } = chapter;
  const label = labelOfChapter(plan, chapter);
  const isPlanning = meaning.kind === 'toggles' || label?.known?.name === 'rollback';
  return {
    label,
    entries: hasFields(meaning) ? entriesOf(blocks) : [],
    part: isPlanning ? 'planning' : part,
    territory: meaning.kind === 'toggles' ? 'toggles' : part,
    bullets: label ? 'values' : meaning.kind === 'artifacts' ? 'artifacts' : 'fields',
  };
}

const hasFields = ({ kind }: ChapterMeaning) => kind !== 'title' && kind !== 'changelog';

function togglesIn(
  plan: PlanText,
  { meaning, blocks }: Chapter,
  bound: readonly BoundField[],
): readonly Words[] {
  return meaning.kind === 'toggles' ? togglesOf(plan, bound, blocks) : [];
}
