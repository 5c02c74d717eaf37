import {
  type Field,
  overlap,
  placeAt,
  type PlanDocument,
  type Statement,
} from '../../plan/index.ts';
import type { FieldGroup, Note } from './note.ts';

/** What is odd about the text: limits that were never set, words taken back, results that were pasted. */
export function textNotes(plan: PlanDocument, groups: readonly FieldGroup[]): readonly Note[] {
  return [
    ...[...plan.criteria, ...plan.rollback].flatMap((statement) => limitMissing(plan, statement)),
    ...withdrawn(plan),
    ...groups.flatMap(({ fields, earlier }) => {
      const before = earlier.flatMap((stage) => stage.fields);
      return fields.flatMap((field) => pasted(plan, field, before));
    }),
  ];
}

function limitMissing({ markers }: PlanDocument, { text, span }: Statement): readonly Note[] {
  if (!markers.some((marker) => overlap(marker, span))) return [];
  const sentence = `“${text}” has no limit yet. Write the number; until then nothing can be measured by it.`;
  return [{ code: 'limit-missing', span, sentence }];
}

function withdrawn({ withdrawn, source }: PlanDocument): readonly Note[] {
  const struck = withdrawn.filter(({ start }) => source.text[start] === '~');
  const sentence = 'This text is struck through and is read as no longer said.';
  return struck.map((span) => ({ code: 'withdrawn-text', span, sentence }));
}

/** Shorter results, such as `None`, may well be the same twice. In characters. */
const SHORTEST_PASTED = 25;

function pasted(plan: PlanDocument, field: Field, before: readonly Field[]): readonly Note[] {
  const { known, value, part, label, span } = field;
  if (part !== 'results' || known === null || (value?.length ?? 0) < SHORTEST_PASTED) return [];
  const twin = before.find((other) => other.known?.name === known.name && other.value === value);
  if (!twin) return [];
  const { line } = placeAt(plan.source, twin.span.start);
  const sentence = `“${label}” says the same, word for word, as on line ${line}. Check that it was not only pasted.`;
  return [{ code: 'same-text-as-earlier', span, sentence }];
}
