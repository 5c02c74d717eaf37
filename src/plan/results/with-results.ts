import type { Field, PlanDocument } from '../document.ts';
import { renderPlan } from '../read.ts';
import { everyNode } from '../text/markdown.ts';
import { changelogEdit } from '../changelog.ts';
import { edited, type Edit } from './edits.ts';
import { fillField, type Filling } from './fill-field.ts';
import { signedLines } from './signed-words.ts';
import { valueAt } from './pieces.ts';
import { fieldsFor } from './places.ts';
import type { NotPlaced, PlanResults } from './plan-results.ts';

export type FilledPlan = {
  readonly document: string;
  /** What the document has no field for, in the order of the results. */
  readonly notPlaced: readonly NotPlaced[];
};

type ResultEdits = Pick<FilledPlan, 'notPlaced'> & { readonly edits: readonly Edit[] };

/**
 * The document with these results in their fields, every other byte as it was. Each value and each bullet that
 * is written ends with “(measured)” or “(recorded)”, by which it is found and replaced the next time. What
 * people wrote stays, and the value stands behind it; of the template's markers, pick-lists and hints nothing is left.
 */
export function withResults(plan: PlanDocument, results: PlanResults): FilledPlan {
  const { edits, notPlaced } = resultEdits(plan, results);
  return {
    document: edits.length === 0 ? renderPlan(plan) : edited(plan.source, edits),
    notPlaced,
  };
}

/** The document with its results and the lines of its Changelog. */
export function reportOn(
  plan: PlanDocument,
  { results, changelog }: { readonly results: PlanResults; readonly changelog: readonly string[] },
): string {
  const { edits } = resultEdits(plan, results);
  return edited(plan.source, [...edits, ...[changelogEdit(plan, changelog) ?? []].flat()]);
}

function resultEdits(plan: PlanDocument, results: PlanResults): ResultEdits {
  const filling = fillingOf(plan);
  const linesOf = new Map<Field, readonly string[]>();
  const notPlaced: NotPlaced[] = [];
  for (const result of results) {
    const lines = signedLines(result.answer);
    if (lines.length === 0) continue;
    const found = fieldsFor(plan, result);
    if (typeof found === 'string') notPlaced.push({ result, because: found });
    else linesOf.set(theOneToFill(filling, found), lines);
  }
  const edits = [...linesOf].flatMap(([{ resultSpan }, lines]) =>
    fillField(filling, resultSpan, lines),
  );
  return { edits, notPlaced };
}

function fillingOf({ source, markers, root }: PlanDocument): Filling {
  return { source, text: source.text, markers, nodes: everyNode(root) };
}

/** Where a plan has the field twice, for two attempts, people have filled in the one that is over. */
function theOneToFill(filling: Filling, [first, ...more]: readonly [Field, ...Field[]]): Field {
  const waiting = [first, ...more].find(({ resultSpan }) =>
    valueAt(filling, resultSpan).pieces.every(({ by }) => by !== 'people'),
  );
  return waiting ?? first;
}
