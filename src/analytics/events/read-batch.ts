import { err, ok, type Result } from '../../lib/result.ts';
import { DEVICES, LANGUAGES, PAGES, type PageBatch } from './page-batch.ts';
import { readEvents } from './read-events.ts';
import { choiceOf, fieldsOf, isBatchId, oneOf, quotedName, WHAT_ID } from './strict-fields.ts';

/** What a browser sends at once; without an id it counts each time that it comes. */
export type BrowserBatch = { readonly id: string | null; readonly view: PageBatch };

/**
 * Reads what a browser reports, all of it or nothing:
 * `{ id, page, device, language, events: [{ event: "section-seen", section: "how-to-update" }] }`.
 * The failure is a sentence; of what was sent it repeats names at most.
 */
export function readBatch(body: unknown): Result<BrowserBatch, string> {
  const fields = fieldsOf(body);
  if (fields === null) return err(EXPECTED);
  const stranger = Object.keys(fields).find((name) => !FIELDS.includes(name));
  if (stranger !== undefined) return err(`There is no field ${quotedName(stranger)}. ${EXPECTED}`);
  const { id } = fields;
  if (id !== undefined && !isBatchId(id)) return err(WHAT_ID);
  const page = oneOf(PAGES, fields['page']);
  const device = oneOf(DEVICES, fields['device']);
  const language = oneOf(LANGUAGES, fields['language']);
  if (page === null) return err(choiceOf('page', PAGES));
  if (device === null) return err(choiceOf('device', DEVICES));
  if (language === null) return err(choiceOf('language', LANGUAGES));
  const events = readEvents(fields['events'], 'browser');
  if (!events.ok) return events;
  return ok({ id: id ?? null, view: { page, device, language, events: events.value } });
}

const FIELDS: readonly string[] = ['id', 'page', 'device', 'language', 'events'];
const EXPECTED = 'Send an object with id, page, device, language and events.';
