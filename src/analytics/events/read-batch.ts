import { err, ok, type Result } from '../../lib/result.ts';
import {
  definitionOf,
  EVENT_NAMES,
  type EventDefinition,
  type EventName,
  type ValueDefinition,
} from './event-table.ts';
import { DEVICES, PAGES, type PageBatch, type PageEvent } from './page-batch.ts';

/** A view of a page reports its few kinds of events a few times. */
export const MOST_EVENTS = 50;

const LANGUAGES = ['en', 'es'] as const;

/**
 * Reads what a browser reports, all of it or nothing:
 * `{ page, device, language, events: [{ event: "section-seen", section: "how-to-update" }] }`.
 * The failure is a sentence; of what was sent it repeats names at most.
 */
export function readBatch(body: unknown): Result<PageBatch, string> {
  const fields = fieldsOf(body);
  if (fields === null) return err(EXPECTED);
  const stranger = Object.keys(fields).find((name) => !FIELDS.includes(name));
  if (stranger !== undefined) return err(`There is no field ${quoted(stranger)}. ${EXPECTED}`);
  const page = oneOf(PAGES, fields['page']);
  const device = oneOf(DEVICES, fields['device']);
  const language = oneOf(LANGUAGES, fields['language']);
  if (page === null) return err(choiceOf('page', PAGES));
  if (device === null) return err(choiceOf('device', DEVICES));
  if (language === null) return err(choiceOf('language', LANGUAGES));
  const events = readEvents(fields['events']);
  return events.ok ? ok({ page, device, language, events: events.value }) : events;
}

const FIELDS: readonly string[] = ['page', 'device', 'language', 'events'];
const EXPECTED = 'Send an object with page, device, language and events.';

function readEvents(events: unknown): Result<readonly PageEvent[], string> {
  if (!Array.isArray(events)) return err('“events” should be a list.');
  if (events.length > MOST_EVENTS) {
    return err(`${events.length} events were sent; at most ${MOST_EVENTS} are taken at once.`);
  }
  const read: PageEvent[] = [];
  for (const event of events) {
    const one = readEvent(event);
    if (!one.ok) return one;
    read.push(one.value);
  }
  return ok(read);
}

function readEvent(sent: unknown): Result<PageEvent, string> {
  const fields = fieldsOf(sent);
  const name = fields?.['event'];
  if (fields === null || typeof name !== 'string') {
    return err('Each event is an object with “event”, its name.');
  }
  if (!isReported(name)) return err(`There is no event ${quoted(name)} that a browser reports.`);
  const { detail, value } = definitionOf(name);
  const expected = ['event', detail?.name, value?.name];
  const stranger = Object.keys(fields).find((field) => !expected.includes(field));
  return stranger === undefined
    ? readParticulars(name, fields)
    : err(`The event “${name}” has no ${quoted(stranger)}.`);
}

function readParticulars(
  name: EventName,
  fields: Readonly<Record<string, unknown>>,
): Result<PageEvent, string> {
  const { detail, value } = definitionOf(name);
  const told = detail === null ? '' : readDetail(detail, fields[detail.name]);
  if (detail !== null && told === null)
    return err(`The event “${name}” needs ${whatDetail(detail)}.`);
  const valueClass = value === null ? null : classOf(value, fields[value.name]);
  if (value !== null && valueClass === null)
    return err(`The event “${name}” needs ${whatValue(value)}.`);
  return ok({ name, detail: told ?? '', valueClass });
}

const whatValue = ({ name, unit, most }: ValueDefinition) =>
  `“${name}”, a number of ${unit} from 0 to ${most}`;

const isReported = (name: string): name is EventName =>
  EVENT_NAMES.some((known) => known === name) && definitionOf(name as EventName).by === 'browser';

type Detail = NonNullable<EventDefinition['detail']>;

function readDetail({ values }: Detail, sent: unknown): string | null {
  if (typeof sent !== 'string') return null;
  const isKnown = values === 'fingerprint' ? /^[0-9a-f]{8}$/.test(sent) : values.includes(sent);
  return isKnown ? sent : null;
}

function whatDetail({ name, values }: Detail): string {
  return values === 'fingerprint'
    ? `“${name}”, eight hexadecimal digits`
    : `“${name}”: ${values.join(', ')}`;
}

/** The class into which an amount falls; null where it can’t be one. */
function classOf({ ends, most }: ValueDefinition, sent: unknown): number | null {
  if (typeof sent !== 'number' || !(sent >= 0 && sent <= most)) return null;
  const index = ends.findIndex((end) => sent <= end);
  return index === -1 ? ends.length : index;
}

function oneOf<T extends string>(choices: readonly T[], sent: unknown): T | null {
  return choices.find((choice) => choice === sent) ?? null;
}

function choiceOf(name: string, choices: readonly string[]): string {
  return `“${name}” should be one of ${choices.join(', ')}.`;
}

function fieldsOf(sent: unknown): Readonly<Record<string, unknown>> | null {
  const isObject = typeof sent === 'object' && sent !== null && !Array.isArray(sent);
  return isObject ? (sent as Record<string, unknown>) : null;
}

/** A name as it was sent, if it looks like one; of anything else nothing is repeated. */
function quoted(name: string): string {
  return /^[\w-]{1,40}$/.test(name) ? `“${name}”` : 'of that name';
}
