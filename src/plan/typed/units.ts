/** What the words behind a number say that it counts. */
export type Unit = {
  readonly measure: 'percent' | 'duration' | 'count';
  /** Minutes for one of it. */
  readonly factor: number;
  readonly words: string | null;
  /** `500+`, `50 or more` */
  readonly isOpenAbove: boolean;
  /** Characters that belong to the amount. */
  readonly length: number;
};

const MINUTES: Readonly<Record<string, number>> = {
  m: 1,
  h: 60,
  d: 24 * 60,
  w: 7 * 24 * 60,
  mo: 30 * 24 * 60,
};
const TIME_UNIT = 'mo(?:nths?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:(?:ee)?ks?)?';
const LONG = '(?:full|business|working|calendar)';
const TIME = new RegExp(`^[\\s-]*((?:${LONG}\\s+)*(${TIME_UNIT}))(?![a-z])`, 'i');
const PERCENT = /^\s*(?:%|percent\b|per cent\b|pct\b)(\s+of\s+[a-z]+(?: [a-z]+){0,3})?/i;
const OPEN_ABOVE = /^\s*\+|^\s+or more\b/i;
/** `500 users or more`, `24 hours minimum`; `20%, minimum 50 users` has the minimum of the next. */
const OPEN_ABOVE_BEHIND = /^\s+(?:or more|(?:at )?(?:minimum|the least))\b(?!\s*(?:of\s+)?\d)/i;

/** Words end a unit: what follows says when, where or why. */
const END =
  'in|over|during|within|from|on|at|since|per|and|or|got|with|who|that|by|for|is|are|was|were|have|has|had|minimum|beside|before|after';
const THING = new RegExp(
  `^\\s*((?!(?:${END}|x)\\b)[a-z][a-z-]*(?: (?!(?:${END})\\b)[a-z][a-z-]*){0,3})`,
  'i',
);

export function unitAt(rest: string): Unit {
  const unit = unitBefore(rest);
  const behind = OPEN_ABOVE_BEHIND.exec(rest.slice(unit.length))?.[0];
  if (behind === undefined) return unit;
  return { ...unit, isOpenAbove: true, length: unit.length + behind.length };
}

function unitBefore(rest: string): Unit {
  const percent = PERCENT.exec(rest);
  if (percent) return { ...COUNT, measure: 'percent', ...asWritten(percent, percent[1]) };
  const open = OPEN_ABOVE.exec(rest)?.[0] ?? '';
  const isOpenAbove = open !== '';
  const behind = rest.slice(open.length);
  const time = TIME.exec(behind);
  if (time) {
    const factor = minutesPer(time[2] ?? '');
    const unit = { ...COUNT, measure: 'duration', factor, isOpenAbove } as const;
    return { ...unit, ...asWritten(time, time[1], open) };
  }
  const thing = THING.exec(behind);
  return thing
    ? { ...COUNT, isOpenAbove, ...asWritten(thing, thing[1], open) }
    : { ...COUNT, isOpenAbove, length: open.length };
}

/** Minutes of one `h`, `days`, `wk` …; a month has 30 days. */
function minutesPer(unit: string): number {
  const short = unit.toLowerCase().startsWith('mo') ? 'mo' : unit.charAt(0).toLowerCase();
  return MINUTES[short] ?? 0;
}

const COUNT: Unit = { measure: 'count', factor: 1, words: null, isOpenAbove: false, length: 0 };

function asWritten(hit: RegExpExecArray, words: string | undefined, open = '') {
  return { words: words?.trim().replace(/\s+/g, ' ') ?? null, length: open.length + hit[0].length };
}

const PEOPLE =
  /^(?:(?:unique|distinct|different|real|signed-in|authenticated|test|total)\s+)*(?:users?|people|persons?|veterans?|patients?|visitors?|testers?|participants?)\b/i;

/** Whether a unit counts people. */
export function countsPeople(unit: string): boolean {
  return PEOPLE.test(unit);
}
