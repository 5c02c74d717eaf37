import { isAnswer } from '../../reading/results.ts';
import {
  AFTER_THE_LAUNCH,
  sectionOf,
  whereaboutsIn,
  type PlacedField,
} from '../../reading/sections.ts';
import { tableLabelsIn } from '../../reading/table-labels.ts';
import { textOf } from '../../reading/text-of.ts';
import { note, type Rule, type RuleHit, warning } from '../../rule.ts';
import { dueOf, type Due } from './due.ts';
import { exampleLine } from './examples.ts';

/** One finding for each place that still says that it is to be filled in. */
export const openMarker: Rule = {
  id: 'open-marker',
  find: (context) => {
    const { fieldAt, sectionAt } = whereaboutsIn(context.plan);
    const labelsAt = tableLabelsIn(context.plan);
    return context.plan.markers.map((span) => {
      const marker = { at: span.start, words: textOf(context.plan, span).replace(/\s+/g, ' ') };
      const placed = fieldAt(marker.at);
      if (!placed) return strayMarker(marker, sectionAt(marker.at));
      const due = dueOf(placed, context, labelsAt(marker.at));
      return isAnswered(placed) && isPlaceholder(marker)
        ? forgottenMarker(marker, placed, due)
        : unansweredMarker(marker, placed, due);
    });
  },
};

/** `words` as written, on one line. */
type Marker = { readonly at: number; readonly words: string };

function unansweredMarker(marker: Marker, placed: PlacedField, { severity, when }: Due): RuleHit {
  const toCome = severity === 'info';
  const line = `write, for example: “${exampleLine(placed.field)}”`;
  return {
    at: marker.at,
    severity,
    toCome,
    message: `${labelled(placed)} still says “${marker.words}”. It is needed ${when}.`,
    suggestion: toCome ? `Leave it until then; then ${line}` : `W${line.slice(1)}`,
  };
}

/** The answer stands beside the marker, so nothing is missing but the tidying. */
function forgottenMarker({ at, words }: Marker, placed: PlacedField, due: Due): RuleHit {
  return {
    at,
    severity: due.severity === 'error' ? 'warning' : due.severity,
    message: `${labelled(placed)} is answered, but still says “${words}”.`,
    suggestion: `Delete “${words}”.`,
  };
}

function strayMarker({ at, words }: Marker, section: string): RuleHit {
  const message = `${section} still says “${words}”, outside any field of the template.`;
  const what = `Replace “${words}” by what is meant, or delete it.`;
  if (section !== AFTER_THE_LAUNCH) return warning(at, message, what);
  return { ...note(at, message, `Leave it until then. ${what}`), toCome: true };
}

/** A share or a toggle beside a marker does not count: a release needs to be sure of both. */
function isAnswered({ field: { value, known } }: PlacedField): boolean {
  return isAnswer(value) && known?.name !== 'percentage' && known?.name !== 'toggle name';
}

/** `[FILL_IN]` may be forgotten beside an answer; `xx%` is a hole in it. */
function isPlaceholder({ words }: Marker): boolean {
  return /^(?:\\?\[|pick one)/i.test(words);
}

function labelled(placed: PlacedField): string {
  return `“${placed.field.label}” (${sectionOf(placed)})`;
}
