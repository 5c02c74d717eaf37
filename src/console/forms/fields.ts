import { beginningOf, LONGEST_REASON } from '../../lib/text-from-people.ts';

/** What stands in the fields of a form, to be shown again, no more of each than a person may write. */
export function fieldsIn(body: unknown): Readonly<Record<string, string>> {
  const fields = [...formIn(body)].slice(0, MOST_FIELDS);
  return Object.fromEntries(
    fields.map(([name, value]) => [name, beginningOf(value, LONGEST_REASON)]),
  );
}

/** More than any form has. */
const MOST_FIELDS = 50;

/** Given twice it is both; bytes that are no text, and forms that hold none, give no more than that. */
export function fieldIn(body: unknown, name: string): string {
  return formIn(body).getAll(name).join(' ');
}

/** A form with a plan is megabytes long, and asked for one field after another. */
const READ = new WeakMap<Buffer, URLSearchParams>();

function formIn(body: unknown): URLSearchParams {
  if (!Buffer.isBuffer(body)) return new URLSearchParams();
  const form = READ.get(body) ?? new URLSearchParams(body.toString('utf8'));
  READ.set(body, form);
  return form;
}
