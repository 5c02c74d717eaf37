import type { Field, Stage } from '../document.ts';
import type { KnownName } from '../meaning/template.ts';
import { minutesIn } from './duration.ts';
import { hintsIn, isRecommendation, withoutHints } from './hints.ts';

/** What a stage's planning says in numbers; null is what it leaves open. Recommendations are never values. */
export type StageFigures = {
  /** 0 to 100 when the plan is sound; as written otherwise. */
  readonly percentage: number | null;
  /** The planned length, else the template's minimum. */
  readonly minimumMinutes: number | null;
  /** Distinct people that the plan wants to have seen before the next stage. */
  readonly minimumUsers: number | null;
};

/** `text` is the plan's, without byte order mark: the fields point into it. */
export function stageFigures(stage: Stage, text: string): StageFigures {
  return {
    percentage: percentageOf(stage),
    minimumMinutes: minimumMinutesOf(stage, text),
    minimumUsers: minimumUsersOf(stage, text),
  };
}

export function stageField(stage: Stage, name: KnownName): Field | null {
  return stage.fields.find((field) => field.known?.name === name) ?? null;
}

function percentageOf(stage: Stage): number | null {
  const field = stageField(stage, 'percentage');
  if (!field) return percentIn(stage.name);
  if (field.open || field.value === null) return null;
  return percentIn(field.value) ?? bareNumber(field.value);
}

export function percentIn(words: string): number | null {
  const percent = /(-?\d+(?:\.\d+)?)\s*(?:%|percent\b)/i.exec(words)?.[1];
  return percent === undefined ? null : Number(percent);
}

function bareNumber(words: string): number | null {
  return /^-?\d+(\.\d+)?$/.test(words) ? Number(words) : null;
}

function minimumMinutesOf(stage: Stage, text: string): number | null {
  const field = stageField(stage, 'length');
  if (!field) return null;
  const planned = field.value === null || field.open ? null : minutesIn(field.value);
  if (planned !== null) return planned;
  const hints = hintsIn(written(field, text)).filter((hint) => !isRecommendation(hint));
  return hints.map(minutesIn).find((minutes) => minutes !== null) ?? null;
}

const PEOPLE =
  '(?:(?:unique|distinct|different|real|signed-in)\\s+)*(?:users?|people|persons?|veterans?|patients?|visitors?|testers?)';
const AMOUNT = '(\\d[\\d,]*(?:\\.\\d+)?k?)';
const STATED_MINIMUM = [
  new RegExp(
    `(?:at least|no fewer than|not fewer than|minimum(?: of)?|min\\.?|≥|>=)\\s*${AMOUNT}\\s*${PEOPLE}\\b`,
    'i',
  ),
  new RegExp(`\\buntil\\s+${AMOUNT}\\s*${PEOPLE}\\b`, 'i'),
  // “At least 24 hours and 300 users”: of both.
  new RegExp(`\\bat least [^.;,]{1,40}\\band\\s+${AMOUNT}\\s*${PEOPLE}\\b`, 'i'),
  new RegExp(`${AMOUNT}\\s*(?:${PEOPLE}\\s+(?:minimum|or more)|or more\\s+${PEOPLE})\\b`, 'i'),
  new RegExp(`minimum (?:number of )?${PEOPLE}\\s*:\\s*${AMOUNT}`, 'i'),
];

function minimumUsersOf(stage: Stage, text: string): number | null {
  const planning = stage.fields.filter((field) => field.part === 'planning');
  const stated = planning.map(
    (field) => `${field.label}: ${withoutRecommendations(written(field, text))}`,
  );
  const found = stated
    .flatMap((words) => STATED_MINIMUM.map((pattern) => pattern.exec(words)?.[1]))
    .find((amount) => amount !== undefined);
  return found === undefined ? null : wholeNumber(found);
}

function withoutRecommendations(words: string): string {
  const kept = hintsIn(words).filter((hint) => !isRecommendation(hint));
  return [withoutHints(words), ...kept].join(' ');
}

function wholeNumber(amount: string): number {
  const plain = Number(amount.toLowerCase().replaceAll(',', '').replace('k', ''));
  return Math.round(amount.toLowerCase().endsWith('k') ? plain * 1000 : plain);
}

function written({ span }: Field, text: string): string {
  return text.slice(span.start, span.end);
}
