import type { Field, PlanDocument, Stage } from '../document.ts';
import { placeAt } from '../text/source.ts';
import type { ExtraName, NotPlaced, PlanResult, ResultPlace } from './plan-results.ts';

/** The fields of the document that this result may be about, in reading order; never none. */
export type Found = readonly [Field, ...Field[]] | NotPlaced['because'];

export function fieldsFor(plan: PlanDocument, result: PlanResult): Found {
  const there = resultsAt(plan, result.place);
  if (typeof there === 'string') return there;
  if (there.length === 0) return 'no-results-there';
  const [first, ...rest] = there.filter((field) => isAbout(field, result));
  return first ? [first, ...rest] : 'no-such-field';
}

/** Whether the document has any field for the results of a place. */
export function hasResultsAt(plan: PlanDocument, place: ResultPlace): boolean {
  const there = resultsAt(plan, place);
  return typeof there !== 'string' && there.length > 0;
}

type There = readonly Field[] | 'no-such-place' | 'other-letter';

function resultsAt(plan: PlanDocument, place: ResultPlace): There {
  switch (place.kind) {
    case 'planning':
      return [...plan.fields, ...plan.phases.flatMap(({ fields }) => fields)].filter(
        ({ part }) => part === 'planning',
      );
    case 'testing':
      return resultsOf(plan.phases.filter(({ kind }) => kind === 'moderated-testing'));
    case 'stage':
      return resultsOfStage(rolloutStages(plan)[place.index], place.letter);
    case 'one-week':
    case 'one-month':
      return resultsAfterLaunch(plan, place.kind);
    case 'post-launch':
      return resultsOf(plan.checkIns.filter(({ kind }) => kind === 'questions'));
  }
}

/** Those that the plan still means: of two attempts at a stage the one that is over is left out. */
export function rolloutStages({ phases }: PlanDocument): readonly Stage[] {
  return phases
    .filter(({ kind }) => kind === 'rollout')
    .flatMap(({ stages }) => stages.filter(({ superseded }) => !superseded));
}

function resultsOfStage(stage: Stage | undefined, letter: string): There {
  if (!stage) return 'no-such-place';
  return stage.letter === letter ? resultsOf([stage]) : 'other-letter';
}

function resultsOf(homes: readonly { readonly fields: readonly Field[] }[]): There {
  if (homes.length === 0) return 'no-such-place';
  return homes.flatMap(({ fields }) => fields).filter(({ part }) => part === 'results');
}

function resultsAfterLaunch(plan: PlanDocument, period: 'one-week' | 'one-month'): There {
  const fields = plan.fields.filter(({ part }) => part === 'results');
  const there = fields.filter((field) => periodOf(plan, field) === period);
  return there.length > 0 ? there : 'no-such-place';
}

const PERIOD =
  /^(?:\s*#{1,6}\s|[\s*_]*)[\s*_]*(?:post[- ]?launch\W{0,3})?(?:1|one)[- ](week|month)\b/i;

/** Of the last line above the field that names one: plans write it as a heading, or as a line in bold. */
function periodOf({ source }: PlanDocument, { span }: Field): 'one-week' | 'one-month' | null {
  const above = source.lineStarts.slice(0, placeAt(source, span.start).line);
  const named = above
    .map((start, index) => PERIOD.exec(source.text.slice(start, above[index + 1] ?? span.start)))
    .findLast((hit) => hit !== null);
  if (!named) return null;
  return named[1]?.toLowerCase() === 'week' ? 'one-week' : 'one-month';
}

const EXTRA: Readonly<Record<ExtraName, RegExp>> = {
  'actual start': /^actual start( date)?$/,
  'actual end': /^actual end( date)?$/,
  'actual dates': /^actual( dates?| date range)?$/,
  decision: /^(decision|go ?\/ ?no[- ]?go)$/,
  'decided by': /^decided by$/,
  success: /\bdefinitions?(\(s\))? of .?success\b/,
  'qualitative feedback': /\bqualitative feedback\b/,
  assumptions: /\bassumptions\b/,
  evolution: /\bevolve\b/,
  'clean-up': /\bclean[ -]?up\b/,
};

function isAbout({ label, known }: Field, { name, number }: PlanResult): boolean {
  if (isExtra(name)) return known === null && EXTRA[name].test(plainLabel(label));
  if (known?.name !== name) return false;
  return number === undefined || new RegExp(`\\b${number}\\b`).test(label);
}

function isExtra(name: PlanResult['name']): name is ExtraName {
  return name in EXTRA;
}

function plainLabel(label: string): string {
  return label
    .toLowerCase()
    .replace(/[\s*_]+/g, ' ')
    .replace(/[\s:?]+$/, '')
    .trim();
}
