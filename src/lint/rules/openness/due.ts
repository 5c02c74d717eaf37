import { resultsAreDue } from '../../reading/results.ts';
import type { PlacedField } from '../../reading/sections.ts';
import type { LintContext, LintSeverity } from '../../rule.ts';

/** When a field has to be filled in, and how bad it is that it is not. */
export type Due = { readonly severity: LintSeverity; readonly when: string };

/** `labels` are what a table calls the cell that is open. */
export function dueOf(
  placed: PlacedField,
  context: LintContext,
  labels: readonly string[] = [],
): Due {
  const later = laterTime(labels);
  if (later !== null) return { severity: 'info', when: later };
  switch (placed.field.part) {
    case 'head':
      return { severity: 'warning', when: 'before the go/no-go' };
    case 'planning':
      return { severity: 'error', when: startOf(placed) };
    case 'results':
      return { severity: resultsAreDue(placed, context) ? 'warning' : 'info', when: endOf(placed) };
  }
}

const AFTER_LAUNCH =
  /\b(?:days?|weeks?|months?|quarters?|years?) (?:after|post|from)\b|\bpost[- ]launch\b|\bafter (?:the )?(?:launch|release|go[- ]live)\b/i;

/** A column of a planning table may be for what only time can tell. */
function laterTime(labels: readonly string[]): string | null {
  if (labels.some((label) => AFTER_LAUNCH.test(label))) return 'after the launch';
  return labels.some((label) => /^\W*actual\b/i.test(label)) ? 'when it has happened' : null;
}

function startOf({ phase, stage }: PlacedField): string {
  if (stage) return `before Stage ${stage.letter} opens`;
  if (phase?.kind === 'moderated-testing') return 'before Phase I starts';
  return phase ? 'before the go/no-go' : 'before the release starts';
}

function endOf({ phase, stage }: PlacedField): string {
  if (stage) return `when Stage ${stage.letter} has ended`;
  if (phase?.kind === 'moderated-testing') return 'when Phase I has ended';
  return 'after the launch';
}
