import { stageFigures, within, type PlanDocument } from '../../../plan/index.ts';
import { placedFields, sectionOf, type PlacedField } from '../../reading/sections.ts';
import type { LintContext, Rule, RuleHit } from '../../rule.ts';
import { dueOf } from './due.ts';
import { exampleLine } from './examples.ts';

/** A field with neither an answer nor a marker. */
export const emptyField: Rule = {
  id: 'empty-field',
  find: (context) => {
    const fields = placedFields(context.plan);
    return fields
      .filter((placed) => isEmpty(context, placed))
      .filter((placed) => !isNotAsked(placed) && !isAnsweredElsewhere(context.plan, placed, fields))
      .map((placed) => emptyFound(context, placed));
  },
};

function isEmpty({ plan }: LintContext, { field }: PlacedField): boolean {
  return field.value === null && !plan.markers.some((marker) => within(marker, field.span));
}

/** “If yes, what” has nothing to say after a no. */
function isNotAsked({ field, phase, stage }: PlacedField): boolean {
  if (field.known?.name !== 'which changes') return false;
  const siblings = stage?.fields ?? phase?.fields ?? [];
  const asked = siblings.find(({ known }) => known?.name === 'changes made');
  return asked?.value != null && !/^yes\b/i.test(asked.value);
}

/** A heading whose field of the same name stands below it, or a share that the stage's heading gives. */
function isAnsweredElsewhere(
  plan: PlanDocument,
  placed: PlacedField,
  fields: readonly PlacedField[],
): boolean {
  const { field, stage } = placed;
  if (field.known === null) return false;
  if (stage && field.known.name === 'percentage') {
    return stageFigures(plan, stage).percentage !== null;
  }
  const below = fields.slice(fields.indexOf(placed) + 1).find(({ field: { known, part } }) => {
    return known?.name === field.known?.name && part === field.part;
  });
  return below?.field.value != null && isBeside(placed, below);
}

function isBeside(one: PlacedField, other: PlacedField): boolean {
  return one.stage === other.stage && one.phase === other.phase && one.checkIn === other.checkIn;
}

function emptyFound(context: LintContext, placed: PlacedField): RuleHit {
  const { field } = placed;
  const { severity, when } = dueOf(placed, context);
  const isBox = isTickBox(context.plan, field.span.start);
  return {
    at: field.span.start,
    severity: severity === 'error' && !isRequired(placed) ? 'warning' : severity,
    toCome: severity === 'info',
    message: `“${field.label}” (${sectionOf(placed)}) is ${isBox ? 'not ticked' : 'empty'}. It is needed ${when}.`,
    suggestion: isBox
      ? 'Tick it once it is done: write “[x]” in place of its “[ ]”.'
      : `Write, for example: “${exampleLine(field)}”`,
  };
}

const BOX = /^[ \t]*(?:[-*+•]|\d+[.)])[ \t]+\\?\[[ \t]?\\?\]/;

function isTickBox({ source }: PlanDocument, at: number): boolean {
  const start = source.text.lastIndexOf('\n', at - 1) + 1;
  return BOX.test(source.text.slice(start, start + 80));
}

/** What helps to find one's way, and may be empty without stopping anything. */
const OPTIONAL = ['toggle description', 'launch ticket', 'dashboards'];

function isRequired({ field: { known } }: PlacedField): boolean {
  return known !== null && !OPTIONAL.includes(known.name);
}
