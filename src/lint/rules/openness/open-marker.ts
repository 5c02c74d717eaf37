import {
  sectionOf,
  whereaboutsIn,
  type PlacedField,
  type Whereabouts,
} from '../../reading/sections.ts';
import { textOf } from '../../reading/text-of.ts';
import type { RuleHit, LintContext, Rule, LintSeverity } from '../../rule.ts';
import { dueOf, type Due } from './due.ts';
import { exampleLine } from './examples.ts';

/** One finding for each place that still says that it is to be filled in. */
export const openMarker: Rule = {
  id: 'open-marker',
  needs: [],
  find: (context) => {
    const whereabouts = whereaboutsIn(context.plan);
    return context.plan.markers.map((span) => {
      const marker = { at: span.start, words: textOf(context.plan, span).replace(/\s+/g, ' ') };
      return markerFound(context, marker, whereabouts);
    });
  },
};

/** `words` as written, on one line. */
type Marker = { readonly at: number; readonly words: string };

function markerFound(
  context: LintContext,
  marker: Marker,
  { fieldAt, sectionAt }: Whereabouts,
): RuleHit {
  const placed = fieldAt(marker.at);
  if (!placed) return strayMarker(marker, sectionAt(marker.at));
  const due = dueOf(placed, context);
  return isAnswered(placed) && isPlaceholder(marker)
    ? forgottenMarker(marker, placed, due.severity)
    : unansweredMarker(marker, placed, due);
}

function unansweredMarker(marker: Marker, placed: PlacedField, { severity, when }: Due): RuleHit {
  const line = `“${exampleLine(placed.field)}”`;
  return {
    at: marker.at,
    severity,
    message: `${labelled(placed)} still says “${marker.words}”. It is needed ${when}.`,
    suggestion:
      severity === 'info'
        ? `Leave it until then; then write, for example: ${line}`
        : `Write, for example: ${line}`,
  };
}

/** The answer stands beside the marker, so nothing is missing but the tidying. */
function forgottenMarker(marker: Marker, placed: PlacedField, due: LintSeverity): RuleHit {
  return {
    at: marker.at,
    severity: due === 'error' ? 'warning' : due,
    message: `${labelled(placed)} is answered, but still says “${marker.words}”.`,
    suggestion: `Delete “${marker.words}”.`,
  };
}

function strayMarker({ at, words }: Marker, section: string): RuleHit {
  return {
    at,
    severity: 'warning',
    message: `${section} still says “${words}”, outside any field of the template.`,
    suggestion: `Replace “${words}” by what is meant, or delete it.`,
  };
}

/** A share or a toggle beside a marker does not count: a release needs to be sure of both. */
function isAnswered({ field: { value, known } }: PlacedField): boolean {
  return value !== null && known?.name !== 'percentage' && known?.name !== 'toggle name';
}

/** `[FILL_IN]` may be forgotten beside an answer; `xx%` is a hole in it. */
function isPlaceholder({ words }: Marker): boolean {
  return /^(?:\\?\[|pick one)/i.test(words);
}

function labelled(placed: PlacedField): string {
  return `“${placed.field.label}” (${sectionOf(placed)})`;
}
