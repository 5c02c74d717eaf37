import type { PlacedNote } from '../lint/index.ts';
import type { FieldView, PhaseView, PlanView, StageView } from '../plan/index.ts';
import { durationInWords } from '../lib/duration.ts';

/** A plan as an outline for people: what it says, what is still open, what to look at. Prose stands in quotes. */
export function planInWords(plan: PlanView, notes: readonly PlacedNote[]): string {
  return [
    plan.title ?? '(no title)',
    `Open markers: ${plan.placeholders}`,
    `Toggles: ${plan.toggles.length > 0 ? plan.toggles.join(', ') : 'none named'}`,
    ...plan.fields.map((field) => fieldInWords(field, '  ')),
    ...plan.phases.flatMap(phaseInWords),
    ...statementsInWords('Success criteria', plan.criteria),
    ...statementsInWords('Rollback rules', plan.rollback),
    ...notesInWords(notes),
  ].join('\n');
}

function phaseInWords({ name, kind, fields, stages }: PhaseView): readonly string[] {
  return [
    '',
    `${name} [${kind}]`,
    ...fields.map((field) => fieldInWords(field, '  ')),
    ...stages.flatMap(stageInWords),
  ];
}

function stageInWords(stage: StageView): readonly string[] {
  const { percentage, minimumMinutes, minimumUsers } = stage;
  const figures = [
    percentage === null ? 'share open' : `${percentage} %`,
    minimumMinutes !== null && `at least ${durationInWords(minimumMinutes)}`,
    minimumUsers !== null && `at least ${minimumUsers} people`,
    stage.superseded && 'an earlier attempt',
  ].filter((figure) => figure !== false);
  return [
    '',
    `  ${stage.name}: ${figures.join(', ')}`,
    ...stage.fields.map((field) => fieldInWords(field, '    ')),
  ];
}

function fieldInWords({ label, value, open, line, typed }: FieldView, indent: string): string {
  const said = (value ?? '').replaceAll(/\s+/g, ' ');
  const quoted = typed.kind === 'prose' ? `“${said}”` : said;
  const state = open ? (value === null ? 'open' : `open: ${quoted}`) : quoted;
  return `${indent}${String(line).padStart(4)}  ${open ? '☐' : '☑'} ${label}: ${state}`;
}

function statementsInWords(heading: string, statements: PlanView['criteria']): readonly string[] {
  if (statements.length === 0) return ['', `${heading}: none`];
  const lines = statements.map(
    ({ kind, text, line }) => `  ${String(line).padStart(4)}  [${kind}] ${text}`,
  );
  return ['', heading, ...lines];
}

function notesInWords(notes: readonly PlacedNote[]): readonly string[] {
  if (notes.length === 0) return [];
  const lines = notes.map(({ line, sentence }) => `  ${String(line).padStart(4)}  ${sentence}`);
  return ['', 'To look at', ...lines];
}
