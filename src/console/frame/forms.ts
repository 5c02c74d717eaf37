import { LONGEST_REASON } from '../../lib/text-from-people.ts';

/** What stands in the fields of a form, to be shown again, no more of each than a person may write. */
export function fieldsIn(body: unknown): Readonly<Record<string, string>> {
  const form = Buffer.isBuffer(body) ? body.toString('utf8') : '';
  const fields = [...new URLSearchParams(form)].slice(0, MOST_FIELDS);
  return Object.fromEntries(fields.map(([name, value]) => [name, value.slice(0, LONGEST_REASON)]));
}

/** More than any form has. */
const MOST_FIELDS = 50;

/** Given twice it is both; bytes that are no text, and forms that hold none, give no more than that. */
export function fieldIn(body: unknown, name: string): string {
  const form = Buffer.isBuffer(body) ? body.toString('utf8') : '';
  return new URLSearchParams(form).getAll(name).join(' ');
}
