import { err, ok, type Result } from '../../lib/result.ts';

type FormField = readonly [name: string, value: string];

/**
 * The fields of a `multipart/form-data` body, in their order. Text alone: a file is no parameter of any route. The
 * failure is a sentence.
 */
export function multipartFields(
  contentType: string,
  body: Uint8Array,
): Result<readonly FormField[], string> {
  const boundary = boundaryIn(contentType);
  if (boundary === null) return err('The label of the body names no boundary between its parts.');
  // A character for each byte, so that what lies between the boundaries comes out as it went in.
  const text = `\r\n${Buffer.from(body).toString('latin1')}`;
  const [, ...parts] = text.split(`\r\n--${boundary}`);
  if (!/^--[ \t]*(\r\n|$)/.test(parts.pop() ?? '')) return err(CUT_SHORT);
  const fields: FormField[] = [];
  for (const part of parts) {
    const field = fieldIn(part);
    if (field === null) return err(UNREADABLE);
    fields.push(field);
  }
  return ok(fields);
}

function boundaryIn(contentType: string): string | null {
  const [, quoted, bare] =
    /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  return quoted ?? bare ?? null;
}

const PART = /^[ \t]*\r\n((?:[^\r\n]+\r\n)+)\r\n([^]*)$/;
const DISPOSITION = /^content-disposition:[ \t]*form-data;[ \t]*name="([^"\\]*)"[ \t]*$/i;

/** Null for a file, a part that says more of itself than its name, and text that is not UTF-8. */
function fieldIn(part: string): FormField | null {
  const [, headers = '', value = ''] = PART.exec(part) ?? [];
  const named = headers.split('\r\n').flatMap((line) => DISPOSITION.exec(line)?.[1] ?? []);
  const [name, text] = [named[0] ?? '', value].map(utf8In);
  return named.length === 1 && typeof name === 'string' && typeof text === 'string'
    ? [name, text]
    : null;
}

function utf8In(bytes: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Buffer.from(bytes, 'latin1'),
    );
  } catch {
    return null;
  }
}

const CUT_SHORT = 'The body has no end: expected its boundary with “--” behind it.';
const UNREADABLE =
  'A part of the body can’t be read. Send text in UTF-8, each part with Content-Disposition: form-data; name="…", and no files.';
