import { placedFields, sectionOf, type PlacedField } from '../../reading/sections.ts';
import type { RuleHit, LintContext, Rule } from '../../rule.ts';
import { dueOf } from './due.ts';
import { exampleLine } from './examples.ts';

/** A field with neither an answer nor a marker. */
export const emptyField: Rule = {
  id: 'empty-field',
  needs: [],
  find: (context) =>
    placedFields(context.plan)
      .filter((placed) => isEmpty(context, placed) && !isNotAsked(placed))
      .map((placed) => emptyFound(context, placed)),
};

function isEmpty({ plan }: LintContext, { field }: PlacedField): boolean {
  const { span, value } = field;
  const isMarked = plan.markers.some(({ start, end }) => start >= span.start && end <= span.end);
  return value === null && !isMarked;
}

/** “If yes, what” has nothing to say after a no. */
function isNotAsked({ field, phase, stage }: PlacedField): boolean {
  if (field.known?.name !== 'which changes') return false;
  const siblings = stage?.fields ?? phase?.fields ?? [];
  const asked = siblings.find(({ known }) => known?.name === 'changes made');
  return asked?.value != null && !/^yes\b/i.test(asked.value);
}

function emptyFound(context: LintContext, placed: PlacedField): RuleHit {
  const { field } = placed;
  const { severity, when } = dueOf(placed, context);
  return {
    at: field.span.start,
    severity: severity === 'error' && !isRequired(placed) ? 'warning' : severity,
    message: `“${field.label}” (${sectionOf(placed)}) is empty. It is needed ${when}.`,
    suggestion: `Write, for example: “${exampleLine(field)}”`,
  };
}

/** What helps to find one's way, and may be empty without stopping anything. */
const OPTIONAL = ['toggle description', 'launch ticket', 'dashboards'];

function isRequired({ field: { known } }: PlacedField): boolean {
  return known !== null && !OPTIONAL.includes(known.name);
}
