import type { Statement, Words } from './document.ts';
import { bindFields, type BoundField } from './fields/bind.ts';
import type { Listing } from './fields/draft.ts';
import { scheduleIn, type ScheduleRow } from './fields/schedule.ts';
import { statementsOf } from './fields/statements.ts';
import { togglesInProse, togglesOf } from './fields/toggles.ts';
import { labelOfChapter, type Chapter } from './outline/outline.ts';
import type { PlanText } from './text/plan-text.ts';
import type { Span } from './text/source.ts';

/** A chapter with what is said in it. */
export type ReadChapter = Pick<Chapter, 'meaning' | 'words' | 'position'> & {
  readonly fields: readonly BoundField[];
  readonly schedule: readonly ScheduleRow[];
  readonly toggles: readonly Words[];
  readonly criteria: readonly Statement[];
  readonly rollback: readonly Statement[];
  readonly prose: readonly Span[];
};

/** `stagesByTable`: whether the plan's stages are the lines of its schedule, because no heading opens one. */
export function readChapter(plan: PlanText, chapter: Chapter, stagesByTable: boolean): ReadChapter {
  const { meaning, words, position } = chapter;
  const isRollout = position.phase !== null && position.stage === null;
  const schedule = isRollout ? scheduleIn(plan, chapter.entries) : [];
  const stages = stagesByTable ? schedule : [];
  const { fields: bound, prose } = bindFields(plan, listingOf(plan, chapter, stages));
  const fields = bound.filter((field) => isField(field, chapter));
  return {
    meaning,
    words,
    position,
    fields,
    schedule,
    toggles: [
      ...togglesOf(plan, fields),
      ...(meaning.kind === 'toggles' ? togglesInProse(plan, prose) : []),
    ],
    criteria: fields.flatMap((field) => criteriaIn(plan, field)),
    rollback: fields.flatMap((field) => rollbackIn(plan, field)),
    prose,
  };
}

function listingOf(plan: PlanText, chapter: Chapter, schedule: readonly ScheduleRow[]): Listing {
  const { meaning, entries, position } = chapter;
  const label = labelOfChapter(plan, chapter);
  return {
    label,
    entries: hasFields(chapter) ? withoutSchedule(entries, schedule) : [],
    fold: chapter.fold,
    part: position.togglesLevel === null ? position.part : 'planning',
    territory: position.togglesLevel === null ? position.part : 'toggles',
    bullets: label ? 'values' : meaning.kind === 'artifacts' ? 'artifacts' : 'fields',
  };
}

const hasFields = ({ meaning: { kind } }: Chapter) => kind !== 'title' && kind !== 'changelog';

function withoutSchedule(
  entries: Chapter['entries'],
  schedule: readonly ScheduleRow[],
): Chapter['entries'] {
  if (schedule.length === 0) return entries;
  const lines = new Set(schedule.map(({ entry }) => entry));
  const byTable = schedule.some(({ entry }) => entry.kind === 'row');
  return entries.filter((entry) => !lines.has(entry) && !(byTable && entry.kind === 'row'));
}

/** A heading that the template does not have is a field only when something stands below it. */
function isField({ field: { known, span } }: BoundField, { meaning }: Chapter): boolean {
  return meaning.kind !== 'other' || known !== null || span.end > span.start;
}

function criteriaIn(plan: PlanText, { field, pieces }: BoundField): readonly Statement[] {
  if (field.known?.name !== 'success criteria') return [];
  const listed = statementsOf(plan, pieces, ['bullet', 'row']);
  return listed.length > 0 ? listed : statementsOf(plan, pieces, ['beside']);
}

function rollbackIn(plan: PlanText, { field, pieces }: BoundField): readonly Statement[] {
  if (field.known?.name !== 'rollback') return [];
  return statementsOf(plan, pieces, ['bullet', 'row', 'line', 'beside']);
}
