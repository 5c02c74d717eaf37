import { currentAndPast } from './attempts.ts';
import type { CheckIn, Field, Phase, PlanDocument, Prose, Stage } from './document.ts';
import { fieldOfDraft, type BoundField } from './fields/bind.ts';
import { shareIn, type ScheduleRow } from './fields/schedule.ts';
import type { Outline } from './outline/outline.ts';
import type { CheckInHeading, PhaseHeading, StageHeading } from './outline/position.ts';
import { readChapter, type ReadChapter } from './read-chapter.ts';
import type { PlanText } from './text/plan-text.ts';
import { within } from './text/source.ts';
import { spansTouching } from './text/touching.ts';

/** The outline of a plan, read. */
type PlanReading = {
  readonly plan: PlanText;
  readonly stages: readonly StageHeading[];
  readonly chapters: readonly ReadChapter[];
};

/** The plan that the chapters of an outline make up. */
export function assembled(plan: PlanText, outline: Outline): PlanDocument {
  const stages = stagesOf(outline);
  const chapters = outline.chapters.map((chapter) =>
    readChapter(plan, chapter, stages.length === 0),
  );
  const reading: PlanReading = { plan, stages, chapters };
  const title = chapters.find(({ meaning }) => meaning.kind === 'title');
  return {
    source: plan.source,
    root: plan.root,
    readable: plan.readable,
    markers: plan.markers,
    withdrawn: plan.withdrawn,
    links: plan.links,
    title: title?.words ?? null,
    toggles: chapters.flatMap(({ toggles }) => toggles),
    fields: fieldsOf(chapters.filter(({ position }) => position.phase === null)),
    phases: outline.phases.map((phase) => phaseOf(reading, phase)),
    checkIns: outline.checkIns.map((checkIn) => checkInOf(reading, checkIn)),
    criteria: chapters.flatMap(({ criteria }) => criteria),
    rollback: chapters.flatMap(({ rollback }) => rollback),
    prose: chapters.flatMap(proseOf),
  };
}

function checkInOf({ chapters }: PlanReading, checkIn: CheckInHeading): CheckIn {
  const { name, kind, span } = checkIn;
  const inside = chapters.filter(({ position }) => position.checkIn === checkIn);
  return { name, kind, span, fields: fieldsOf(inside) };
}

/** A phase that is a stage itself is none when stages stand below it. */
function stagesOf({ stages }: Outline): readonly StageHeading[] {
  const divided = new Set(stages.filter(({ isPhase }) => !isPhase).map(({ phase }) => phase));
  return stages.filter(({ isPhase, phase }) => !isPhase || !divided.has(phase));
}

function phaseOf({ plan, stages, chapters }: PlanReading, phase: PhaseHeading): Phase {
  const inside = chapters.filter(({ position }) => position.phase === phase);
  const own = stages.filter((stage) => stage.phase === phase);
  const { name, kind, span } = phase;
  const isOwn = (stage: StageHeading | null) => stage !== null && own.includes(stage);
  const fields = fieldsOf(inside.filter(({ position }) => !isOwn(position.stage)));
  const records = own.flatMap((stage) => {
    const said = inside.filter(({ position }) => position.stage === stage);
    const attempts = currentAndPast(stage, boundOf(said), stages);
    return isStruck(plan, stage) ? attempts.map(superseded) : attempts;
  });
  const schedule = inside.flatMap((chapter) => chapter.schedule);
  const inStages = withSchedule(plan, records, schedule);
  const spans = inStages.flatMap((stage) => stage.fields.map((field) => field.span.start));
  return {
    name,
    kind,
    span,
    fields: fields.filter((field) => !spans.includes(field.span.start)),
    stages: inStages,
  };
}

/** The stages of a phase, which take from its schedule what their own headings leave out; else its lines are the stages. */
function withSchedule(
  plan: PlanText,
  records: readonly Stage[],
  schedule: readonly ScheduleRow[],
): readonly Stage[] {
  if (records.length === 0) return schedule.map((row, index) => rowStage(plan, row, index));
  const missing = schedule.filter(
    ({ letter }) => letter !== null && records.every((stage) => stage.letter !== letter),
  );
  const told = records.map((stage) => toldBy(plan, stage, schedule));
  if (missing.length === 0) return told;
  return [...told, ...missing.map((row, index) => rowStage(plan, row, index))].toSorted(
    (one, other) => one.letter.localeCompare(other.letter, 'en', { numeric: true }),
  );
}

function toldBy(plan: PlanText, stage: Stage, schedule: readonly ScheduleRow[]): Stage {
  const share = shareIn(stage.name);
  const row = schedule.find(({ letter, name }) =>
    letter === null ? share !== null && shareIn(name) === share : letter === stage.letter,
  );
  const names = stage.fields.map(({ known }) => known?.name);
  const added = (row?.drafts ?? [])
    .map((draft) => fieldOfDraft(plan, draft))
    .filter(({ known }) => known?.name === 'length' || (known?.name === 'percentage' && !share))
    .filter(({ known }) => !names.includes(known?.name));
  return added.length === 0 ? stage : { ...stage, fields: [...stage.fields, ...added] };
}

/** A heading that is struck through takes its stage back. */
function isStruck({ withdrawn }: PlanText, { span }: StageHeading): boolean {
  return spansTouching(withdrawn, span).some((other) => within(span, other));
}

const superseded = (stage: Stage): Stage => ({ ...stage, superseded: true });

function rowStage(plan: PlanText, row: ScheduleRow, index: number): Stage {
  const { name, entry, drafts } = row;
  const fields = drafts.map((draft) => fieldOfDraft(plan, draft));
  return {
    name,
    letter: row.letter ?? String(index + 1),
    span: entry.span,
    superseded: false,
    fields,
  };
}

function boundOf(chapters: readonly ReadChapter[]): readonly BoundField[] {
  return chapters.flatMap(({ fields }) => fields);
}

function fieldsOf(chapters: readonly ReadChapter[]): readonly Field[] {
  return boundOf(chapters).map(({ field }) => field);
}

/** Inside the phases only: elsewhere a plan may tell what it likes. */
function proseOf({ prose, position }: ReadChapter): readonly Prose[] {
  if (position.phase === null) return [];
  const stage = position.stage?.name ?? null;
  return prose.map((span) => ({ span, stage }));
}
