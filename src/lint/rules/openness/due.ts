import type { PlacedField } from '../../reading/sections.ts';
import { resultsAreDue } from '../../reading/results.ts';
import type { LintContext, LintSeverity } from '../../rule.ts';

/** When a field has to be filled in, and how bad it is that it is not. */
export type Due = { readonly severity: LintSeverity; readonly when: string };

export function dueOf(placed: PlacedField, context: LintContext): Due {
  switch (placed.field.part) {
    case 'head':
      return { severity: 'warning', when: 'before the go/no-go' };
    case 'planning':
      return { severity: 'error', when: startOf(placed) };
    case 'results':
      return { severity: resultsAreDue(placed, context) ? 'warning' : 'info', when: endOf(placed) };
  }
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
