/** What is missing, contradictory or unmeasurable in a release plan, rule by rule. Pure. */
export { notesOf, placedNotesOf, type PlacedNote } from './notes/notes.ts';
export { RULES } from './catalogue.ts';
export { lintPlan, missingInputs, type Finding, type LintReport } from './lint-plan.ts';
export type { Input, LintContext, OtherPlan, LintSeverity } from './rule.ts';
export type { ServerFlag, ServerRelease, ServerView } from './server-view.ts';
