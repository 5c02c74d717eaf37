import { err, ok, type Result } from '../../lib/result.ts';
import {
  definitionOf,
  EVENT_NAMES,
  type EventDefinition,
  type EventName,
  type ValueDefinition,
} from './event-table.ts';
import type { PageEvent } from './page-batch.ts';
import { fieldsOf, quotedName } from './strict-fields.ts';

/** A view of a page reports its few kinds of events a few times. */
export const MOST_EVENTS = 50;

type Reporter = 'browser' | 'program';

/**
 * Reads a list of events, all of it or nothing. Browsers report what happens in the browser; another program is the
 * server of its pages as well, and reports everything.
 */
export function readEvents(events: unknown, by: Reporter): Result<readonly PageEvent[], string> {
  if (!Array.isArray(events)) return err('“events” should be a list.');
  if (events.length > MOST_EVENTS) {
    return err(`${events.length} events were sent; at most ${MOST_EVENTS} are taken at once.`);
  }
  const read: PageEvent[] = [];
  for (const event of events) {
    const one = readEvent(event, by);
    if (!one.ok) return one;
    read.push(one.value);
  }
  return ok(read);
}

function readEvent(sent: unknown, by: Reporter): Result<PageEvent, string> {
  const fields = fieldsOf(sent);
  const name = fields?.['event'];
  if (fields === null || typeof name !== 'string') {
    return err('Each event is an object with “event”, its name.');
  }
  if (!isReported(name, by))
    return err(`There is no event ${quotedName(name)} that a ${by} reports.`);
  const { detail, value } = definitionOf(name);
  const expected = ['event', detail?.name, value?.name];
  const stranger = Object.keys(fields).find((field) => !expected.includes(field));
  return stranger === undefined
    ? readParticulars(name, fields)
    : err(`The event “${name}” has no ${quotedName(stranger)}.`);
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

const isReported = (name: string, by: Reporter): name is EventName =>
  EVENT_NAMES.some((known) => known === name) &&
  (by === 'program' || definitionOf(name as EventName).by === by);

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
