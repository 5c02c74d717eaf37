import type { Span } from '../../../plan/index.ts';
import { fieldAt, sectionAt, type PlacedField } from '../../reading/sections.ts';
import { textOf } from '../../reading/text-of.ts';
import type { Found, LintContext, Rule, Severity } from '../../rule.ts';
import { dueOf } from './due.ts';
import { exampleLine } from './examples.ts';

/** One finding for each place that still says that it is to be filled in. */
export const openMarker: Rule = {
  id: 'open-marker',
  needs: [],
  find: (context) => context.plan.markers.map((marker) => markerFound(context, marker)),
};

function markerFound(context: LintContext, marker: Span): Found {
  const placed = fieldAt(context.plan, marker.start);
  if (!placed) return strayMarker(context, marker);
  return isAnswered(placed) && isPlaceholder(context, marker)
    ? forgottenMarker(context, marker, placed)
    : unansweredMarker(context, marker, placed);
}

function unansweredMarker(context: LintContext, marker: Span, placed: PlacedField): Found {
  const { severity, when } = dueOf(placed, context);
  const message = `${labelled(context, marker, placed)} still says ${quoted(context, marker)}. It is needed ${when}.`;
  const line = `“${exampleLine(placed.field)}”`;
  const suggestion =
    severity === 'info'
      ? `Leave it until then; then write, for example: ${line}`
      : `Write, for example: ${line}`;
  return { at: marker.start, severity, message, suggestion };
}

/** The answer stands beside the marker, so nothing is missing but the tidying. */
function forgottenMarker(context: LintContext, marker: Span, placed: PlacedField): Found {
  const due: Severity = dueOf(placed, context).severity;
  return {
    at: marker.start,
    severity: due === 'error' ? 'warning' : due,
    message: `${labelled(context, marker, placed)} is answered, but still says ${quoted(context, marker)}.`,
    suggestion: `Delete ${quoted(context, marker)}.`,
  };
}

function strayMarker(context: LintContext, marker: Span): Found {
  return {
    at: marker.start,
    severity: 'warning',
    message: `${sectionAt(context.plan, marker.start)} still says ${quoted(context, marker)}, outside any field of the template.`,
    suggestion: `Replace ${quoted(context, marker)} by what is meant, or delete it.`,
  };
}

/** A share or a toggle beside a marker does not count: a release needs to be sure of both. */
function isAnswered({ field: { value, known } }: PlacedField): boolean {
  return value !== null && known?.name !== 'percentage' && known?.name !== 'toggle name';
}

/** `[FILL_IN]` may be forgotten beside an answer; `xx%` is a hole in it. */
function isPlaceholder({ plan }: LintContext, marker: Span): boolean {
  return /^(?:\\?\[|pick one)/i.test(textOf(plan, marker));
}

function labelled({ plan }: LintContext, { start }: Span, { field }: PlacedField): string {
  return `“${field.label}” (${sectionAt(plan, start)})`;
}

function quoted({ plan }: LintContext, marker: Span): string {
  return `“${textOf(plan, marker).replace(/\s+/g, ' ')}”`;
}
