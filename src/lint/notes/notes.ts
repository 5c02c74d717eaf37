import { type Field, type Place, placeAt, type PlanDocument, within } from '../../plan/index.ts';
import { isAnswer } from '../reading/results.ts';
import { dateNotes } from './date-notes.ts';
import { fieldGroups, inBrief, type Note } from './note.ts';
import { numberNotes } from './number-notes.ts';
import { proseNotes } from './prose-notes.ts';
import { ratioNotes } from './ratio-notes.ts';
import { stageNotes } from './stage-notes.ts';
import { textNotes } from './text-notes.ts';

/** What in a plan is implausible, contradicts itself or may mean more than it is read as, in reading order. */
export function notesOf(plan: PlanDocument): readonly Note[] {
  const groups = fieldGroups(plan);
  return [
    ...groups.flatMap(({ fields }) => fields.flatMap((field) => fieldNotes(plan, field))),
    ...groups.flatMap((group) => stageNotes(plan, group)),
    ...textNotes(plan, groups),
    ...proseNotes(plan),
  ].toSorted((one, other) => one.span.start - other.span.start);
}

/** A note as people find it in the document: line and column instead of offsets. */
export type PlacedNote = Place & Pick<Note, 'code' | 'sentence'>;

export function placedNotesOf(plan: PlanDocument): readonly PlacedNote[] {
  return notesOf(plan).map(({ code, span, sentence }) => ({
    code,
    sentence,
    ...placeAt(plan.source, span.start),
  }));
}

function fieldNotes(plan: PlanDocument, field: Field): readonly Note[] {
  return [
    ...markerNotes(plan, field),
    ...numberNotes(plan, field),
    ...dateNotes(plan, field),
    ...ratioNotes(plan, field),
  ];
}

/** A hole in a sentence, such as `xx%`, is another matter. */
function markerNotes({ markers, source }: PlanDocument, field: Field): readonly Note[] {
  const { open, value, span, label } = field;
  if (!open || value === null || !isAnswer(value)) return [];
  const left = markers.find(
    (marker) =>
      within(marker, span) && /^(?:\\?\[|pick one)/i.test(source.text.slice(marker.start)),
  );
  if (!left) return [];
  const sentence = `“${label}” has the value “${inBrief(value)}”, and a marker still says that it is to be filled in. Delete the marker.`;
  return [{ code: 'marker-beside-value', span: left, sentence }];
}
