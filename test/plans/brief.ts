import { placedNotesOf } from '../../src/lint/index.ts';
import { readPlan, showPlan, type FieldView, type PlanView } from '../../src/plan/index.ts';

/** The essential parts of a plan as data, each field on one line: `planning Length of time = 2 days`. */
export function inBrief(text: string) {
  const document = readPlan(text);
  const plan = showPlan(document);
  return {
    ...{ title: plan.title, placeholders: plan.placeholders, toggles: plan.toggles },
    fields: plan.fields.map(fieldInBrief),
    phases: plan.phases.map(phaseInBrief),
    checkIns: plan.checkIns.map(({ name, kind, fields }) => `${kind}: ${name} (${fields.length})`),
    criteria: plan.criteria.map(statementInBrief),
    rollback: plan.rollback.map(statementInBrief),
    notes: placedNotesOf(document).map(({ code, line }) => `${line} ${code}`),
  };
}

function phaseInBrief({ name, kind, fields, stages }: PlanView['phases'][number]) {
  return {
    ...{ name, kind },
    fields: fields.map(fieldInBrief),
    stages: stages.map((stage) => ({
      name: stage.name,
      figures: figuresInBrief(stage),
      fields: stage.fields.map(fieldInBrief),
    })),
  };
}

/** `A, 20%, 2880 min, 500 users`, what is null left out. */
function figuresInBrief(stage: PlanView['phases'][number]['stages'][number]): string {
  const { letter, percentage, minimumMinutes, minimumUsers, superseded } = stage;
  const figures = [
    letter,
    percentage !== null && `${percentage}%`,
    minimumMinutes !== null && `${minimumMinutes} min`,
    minimumUsers !== null && `${minimumUsers} users`,
    superseded && 'superseded',
  ];
  return figures.filter((figure) => figure !== false).join(', ');
}

/** What is open is marked by `(open)`, beside the value that stands there all the same. */
function fieldInBrief({ part, label, value, open }: FieldView): string {
  const said = [value?.replaceAll('\n', ' / '), open && '(open)'].filter(Boolean).join(' ');
  return `${part} ${label} = ${said}`;
}

function statementInBrief({ text, code, line }: PlanView['criteria'][number]): string {
  return `${line} ${text}${code === null ? '' : ` {${code}}`}`;
}

/** What a plan says, wherever and in whatever form it says it: no positions, nothing as written. */
export function modelOf(text: string): unknown {
  return withoutPlaces(showPlan(readPlan(text)));
}

const PLACES: ReadonlySet<string> = new Set(['line', 'column', 'raw']);

function withoutPlaces(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withoutPlaces);
  if (typeof data !== 'object' || data === null) return data;
  const kept = Object.entries(data).filter(([key]) => !PLACES.has(key));
  return Object.fromEntries(
    kept.map(([key, value]: [string, unknown]) => [key, withoutPlaces(value)]),
  );
}
