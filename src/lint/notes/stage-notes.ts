import {
  type Field,
  percentIn,
  placeAt,
  type PlanDocument,
  type Stage,
  stageField,
  stageFigures,
} from '../../plan/index.ts';
import type { FieldGroup, Note } from './note.ts';

/** What is odd about a stage as a whole, and about fields that stand somewhere twice. */
export function stageNotes(plan: PlanDocument, place: FieldGroup): readonly Note[] {
  const { stage, fields } = place;
  const twice = stage
    ? fields.flatMap((field, index) => fieldTwice(plan, field, fields.slice(0, index)))
    : [];
  if (!stage) return [];
  if (stage.superseded) return [earlierAttempt(stage), ...twice];
  return [...twice, ...percentConflict(plan, stage), ...letterNotes(plan, stage, place.earlier)];
}

function fieldTwice(plan: PlanDocument, field: Field, earlier: readonly Field[]): readonly Note[] {
  const { known, label, span } = field;
  const twin = earlier.find((other) => known !== null && other.known?.name === known.name);
  if (!twin) return [];
  const { line } = placeAt(plan.source, twin.span.start);
  const sentence = `“${label}” stands here and on line ${line}. Both are kept; the first counts. Delete one.`;
  return [{ code: 'field-twice', span, sentence }];
}

function earlierAttempt({ name, span }: Stage): Note {
  const sentence = `What is folded away here is read as an earlier attempt at “${name}” that is over.`;
  return { code: 'earlier-attempt', span, sentence };
}

function percentConflict(plan: PlanDocument, stage: Stage): readonly Note[] {
  const heading = percentIn(stage.name);
  const { percentage } = stageFigures(plan, stage);
  const field = stageField(stage, 'percentage');
  if (field?.value === null && percentage !== null) {
    const sentence = `“${field.label}” is empty, so ${percentage}% is read from the heading. Write it here, too.`;
    return [{ code: 'percent-in-heading', span: field.span, sentence }];
  }
  if (heading === null || percentage === null || heading === percentage) return [];
  const sentence = `The heading says ${heading}% and the field ${percentage}%. The field counts; correct one of them.`;
  return [{ code: 'percent-conflict', span: stage.span, sentence }];
}

function letterNotes(plan: PlanDocument, stage: Stage, earlier: readonly Stage[]): readonly Note[] {
  const { letter, name, span } = stage;
  const twin = earlier.find((other) => other.letter === letter);
  if (twin) {
    const { line } = placeAt(plan.source, twin.span.start);
    const sentence = `“${name}” is stage ${letter}, as is “${twin.name}” on line ${line}. Give each stage a letter of its own.`;
    return [{ code: 'letter-twice', span, sentence }];
  }
  const before = earlier.at(-1)?.letter;
  if (before === undefined || !isSkipped(before, letter)) return [];
  const sentence = `Stage ${letter} follows stage ${before}. Say in the plan why the stages between them are left out.`;
  return [{ code: 'letter-skipped', span, sentence }];
}

function isSkipped(before: string, letter: string): boolean {
  const isLetter = (written: string) => /^[A-Z]$/.test(written);
  return isLetter(before) && isLetter(letter) && letter.charCodeAt(0) > before.charCodeAt(0) + 1;
}
