import type { Field, PlanDocument, Prose } from '../../plan/index.ts';
import type { Note } from './note.ts';

const EVENT =
  /\b(?:skip(?:s|ped|ping)?|roll(?:ed|ing)? ?-?back|rollback|reverted|stay(?:ed|ing)? at|back (?:down )?to \d|instead of|paused|on hold|postponed|cancel(?:l?ed)?|turned off|disabled|re-?start(?:ed)?)\b/i;

/** Sentences beside the fields, and words within the numbers of the planning, that may tell of a change. */
export function proseNotes(plan: PlanDocument): readonly Note[] {
  const planned = plan.phases
    .flatMap(({ stages }) => stages)
    .flatMap(({ name, fields }) =>
      fields.filter(isNumberOfPlanning).map(({ span }) => ({ span, stage: name })),
    );
  return [...plan.prose, ...planned].flatMap((prose) => eventIn(plan, prose));
}

function isNumberOfPlanning({ part, known }: Field): boolean {
  return part === 'planning' && ['duration', 'percent', 'dates'].includes(known?.kind ?? 'text');
}

function eventIn({ readable }: PlanDocument, { span, stage }: Prose): readonly Note[] {
  const hit = EVENT.exec(readable.slice(span.start, span.end));
  if (!hit) return [];
  const where = stage === null ? 'the rollout' : `“${stage}”`;
  const start = span.start + hit.index;
  const sentence = `“${hit[0]}” may tell that the plan of ${where} was changed. Nothing is changed by it: put it into the fields of the stage or into the Changelog.`;
  return [{ code: 'event-in-prose', span: { start, end: start + hit[0].length }, sentence }];
}
