import type { PlanDocument, Prose } from '../document.ts';
import type { Note } from './note.ts';

const EVENT =
  /\b(?:skip(?:s|ped|ping)?|roll(?:ed|ing)? ?-?back|rollback|reverted|stay(?:ed|ing)? at|back (?:down )?to \d|instead of|paused|on hold|postponed|cancel(?:l?ed)?|turned off|disabled|re-?start(?:ed)?)\b/i;

/** Sentences beside the fields that may say that a stage was skipped, changed or taken back. */
export function proseNotes(plan: PlanDocument): readonly Note[] {
  return plan.prose.flatMap((prose) => eventIn(plan, prose));
}

function eventIn({ readable }: PlanDocument, { span, stage }: Prose): readonly Note[] {
  const words = readable.slice(span.start, span.end);
  const hit = EVENT.exec(words);
  if (!hit) return [];
  const where = stage === null ? 'the rollout' : `“${stage}”`;
  const start = span.start + hit.index;
  const sentence = `The word “${hit[0]}” beside ${where} may tell of a change of the plan. Nothing is changed by it; put it into the stage’s fields or the Changelog.`;
  return [{ code: 'event-in-prose', span: { start, end: start + hit[0].length }, sentence }];
}
