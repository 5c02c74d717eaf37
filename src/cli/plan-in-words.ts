import { looksLikeCriterion, readCriterion, whyUnmeasured } from '../criteria/index.ts';
import { durationInWords } from '../lib/duration.ts';
import type { PlacedNote } from '../lint/index.ts';
import type { FieldView, PhaseView, PlanView, StageView, StatementView } from '../plan/index.ts';

/** What is shown: a plan as data, the lines that it was read from, and what to look at. */
export type ShownPlan = {
  readonly plan: PlanView;
  readonly lines: readonly string[];
  readonly notes: readonly PlacedNote[];
};

/** A plan as an outline for people: what it says, what is still open, what to look at. Prose stands in quotes. */
export function planInWords({ plan, lines, notes }: ShownPlan): string {
  const fieldInWords = fieldWriter(lines);
  const later = plan.checkIns.flatMap(({ fields }) => fields.map(({ line }) => line));
  const head = plan.fields.filter(({ line }) => !later.includes(line));
  return [
    plan.title ?? '(no title)',
    `Open markers: ${plan.placeholders}`,
    `Toggles: ${plan.toggles.length > 0 ? plan.toggles.join(', ') : 'none named'}`,
    ...head.flatMap((field) => fieldInWords(field, '  ')),
    ...plan.phases.flatMap((phase) => phaseInWords(phase, fieldInWords)),
    ...plan.checkIns.flatMap((checkIn) => checkInInWords(checkIn, fieldInWords)),
    ...statementsInWords('Success criteria', plan.criteria, criterionKind),
    ...statementsInWords('Rollback rules', plan.rollback, rollbackKind),
    ...notesInWords(notes),
  ].join('\n');
}

type FieldWriter = (field: FieldView, indent: string) => readonly string[];

function phaseInWords(
  { name, kind, fields, stages }: PhaseView,
  fieldInWords: FieldWriter,
): readonly string[] {
  return [
    '',
    `${name} [${kind}]`,
    ...fields.flatMap((field) => fieldInWords(field, '  ')),
    ...stages.flatMap((stage) => stageInWords(stage, fieldInWords)),
  ];
}

function stageInWords(stage: StageView, fieldInWords: FieldWriter): readonly string[] {
  const { percentage, minimumMinutes, minimumUsers } = stage;
  const figures = [
    percentage === null ? 'share open' : `${percentage}%`,
    minimumMinutes !== null && `at least ${durationInWords(minimumMinutes)}`,
    minimumUsers !== null && `at least ${minimumUsers} people`,
    stage.superseded && 'an earlier attempt',
  ].filter((figure) => figure !== false);
  return [
    '',
    `  ${stage.name}: ${figures.join(', ')}`,
    ...stage.fields.flatMap((field) => fieldInWords(field, '    ')),
  ];
}

function checkInInWords(
  { name, fields }: PlanView['checkIns'][number],
  fieldInWords: FieldWriter,
): readonly string[] {
  if (fields.length === 0) return [];
  return [
    '',
    `${name} [after the launch]`,
    ...fields.flatMap((field) => fieldInWords(field, '  ')),
  ];
}

function fieldWriter(lines: readonly string[]): FieldWriter {
  return (field, indent) => {
    const { label, value, line, typed } = field;
    const boxes = boxesIn(field, lines);
    const open = field.open || boxes.some(({ ticked }) => !ticked);
    const said = boxes.length > 0 ? '' : (value ?? '').replaceAll(/\s+/g, ' ');
    const quoted = typed.kind === 'prose' && said !== '' ? `“${said}”` : said;
    const state = open ? (quoted === '' ? 'open' : `open: ${quoted}`) : quoted;
    return [
      lineInWords(line, indent, `${mark(!open)} ${label}: ${state}`.trimEnd()),
      ...boxes.map((box) => lineInWords(box.line, indent, `  ${mark(box.ticked)} ${box.words}`)),
    ];
  };
}

const mark = (done: boolean) => (done ? '☑' : '☐');

const lineInWords = (line: number, indent: string, words: string) =>
  `${indent}${String(line).padStart(4)}  ${words}`;

const BOX = /^\s*[-*+•]\s+\[([ xX]?)\]\s+(.*\S)/;

/** The boxes of a list below a label, ticked or not. A box that is a field of its own has its mark already. */
function boxesIn({ raw, line, label }: FieldView, lines: readonly string[]) {
  if (raw.trim() === '') return [];
  const own = lines.slice(line - 1, line - 1 + raw.split(/\r\n|\n|\r/).length);
  return own.flatMap((text, index) => {
    const [, tick = '', words = ''] = BOX.exec(text) ?? [];
    const isOwn = words === '' || words.startsWith(label);
    return isOwn ? [] : [{ line: line + index, words, ticked: /x/i.test(tick) }];
  });
}

function statementsInWords(
  heading: string,
  statements: readonly StatementView[],
  kindOf: (statement: StatementView) => string,
): readonly string[] {
  if (statements.length === 0) return ['', `${heading}: none`];
  const lines = statements.map((statement) =>
    lineInWords(statement.line, '  ', `[${kindOf(statement)}] ${statement.text}`),
  );
  return ['', heading, ...lines];
}

function criterionKind({ code }: StatementView): string {
  if (code === null) return 'asked';
  const read = readCriterion(code);
  if (!read.ok) return 'not understood';
  return whyUnmeasured(read.value) === null ? 'measured' : 'not measured yet';
}

/** A command or a name in the rollback plan is for people. */
function rollbackKind(statement: StatementView): string {
  const { code } = statement;
  return code === null || looksLikeCriterion(code) ? criterionKind(statement) : 'asked';
}

function notesInWords(notes: readonly PlacedNote[]): readonly string[] {
  if (notes.length === 0) return [];
  return [
    '',
    'To look at',
    ...notes.map(({ line, sentence }) => lineInWords(line, '  ', sentence)),
  ];
}
