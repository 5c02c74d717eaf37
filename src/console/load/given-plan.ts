import { createHash } from 'node:crypto';

import type { FastifyRequest } from 'fastify';

import { err, ok, type Result } from '../../lib/result.ts';
import { beginningOf, NOT_UTF8, shortened, textIn } from '../../lib/text-from-people.ts';
import { fieldIn } from '../forms/fields.ts';
import { postedForm, type PostedFile } from './posted-files.ts';

/** A plan in a form: as text, as a file, or as neither or both, which can’t be loaded. */
export type GivenPlan = {
  readonly id: string;
  /** Of the file where one counts, else of the text; what is shown again. */
  readonly document: string;
  /** Of the file whose text the document is; null: of none. */
  readonly fileName: string | null;
  /** Whether the program filled the document in, so that a file that is chosen next takes its place. */
  readonly isFilled: boolean;
  /** Why it can’t be loaded as it was given, in a sentence; null: it can. */
  readonly problem: string | null;
  readonly isConfirmed: boolean;
  /** Of the release that the preview showed. */
  readonly seen: number;
};

/** In characters. */
export const LONGEST_ID = 100;

export async function givenPlan(request: FastifyRequest): Promise<GivenPlan> {
  const form = await formIn(request);
  const { field } = form;
  const text = withLineEnds(field('document'), field('lineEnds'));
  // What the program itself filled in is nobody's text: a newly chosen file takes its place.
  const isOurs = text !== '' && markOf(text) === field('filled');
  const [file = null] = form.files;
  const read = documentIn(form, text, isOurs);
  const seen = field('expectedVersion');
  return {
    id: beginningOf(field('release').trim(), LONGEST_ID),
    document: read.ok ? read.value : text,
    fileName: read.ok && file ? nameOf(file) : null,
    isFilled: isOurs || (read.ok && file !== null),
    problem: read.ok ? null : read.error,
    isConfirmed: field('confirmed') === 'yes',
    seen: /^\d{1,9}$/.test(seen) ? Number(seen) : 0,
  };
}

/** Tells a text that the program filled in from one that somebody has changed since. */
export function markOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** Of a text that is shown in a form: browsers send each end of a line as CR and LF, whatever it was. */
export function lineEndsOf(document: string): 'crlf' | 'lf' {
  return document.includes('\r\n') ? 'crlf' : 'lf';
}

type FormGiven = {
  readonly field: (name: string) => string;
  readonly files: readonly PostedFile[];
  readonly isWhole: boolean;
};

async function formIn({ headers, body }: FastifyRequest): Promise<FormGiven> {
  const type = headers['content-type'] ?? '';
  if (!/^multipart\//i.test(type)) {
    return { field: (name) => fieldIn(body, name), files: [], isWhole: true };
  }
  const form = Buffer.isBuffer(body) ? await postedForm(body, type) : null;
  const { fields, files } = form ?? { fields: new URLSearchParams(), files: [] };
  return { field: (name) => fields.getAll(name).join(' '), files, isWhole: form !== null };
}

function documentIn(
  { files, isWhole }: FormGiven,
  text: string,
  isOurs: boolean,
): Result<string, string> {
  if (!isWhole) return err(NOT_WHOLE);
  const [file, ...more] = files;
  if (!file) return text === '' ? err(NEITHER) : ok(text);
  if (more.length > 0) return err(SEVERAL);
  if (text !== '' && !isOurs) return err(both(nameOf(file)));
  return textOf(file);
}

function textOf(file: PostedFile): Result<string, string> {
  const { bytes } = file;
  if (bytes.length > LARGEST_FILE) return err(tooLarge(file));
  if (bytes.length === 0) return err(`${nameOf(file)} is empty. ${AGAIN}`);
  const text = textIn(bytes);
  if (text === null) return err(`${nameOf(file)} ${NOT_UTF8} ${AGAIN}`);
  // A file that mixes them has them all alike afterwards, as a text in a form has.
  const isMixed = /(?<!\r)\n/.test(text);
  return ok(isMixed ? text.replaceAll('\r\n', '\n') : text);
}

/** In bytes: as long as a plan may be. */
const LARGEST_FILE = 256 * 1024;
const LONGEST_NAME = 100;

function nameOf({ name }: PostedFile): string {
  return name === '' ? 'The file' : shortened(name, LONGEST_NAME);
}

function withLineEnds(text: string, lineEnds: string): string {
  const plain = text.replaceAll('\r\n', '\n');
  return lineEnds === 'crlf' ? plain.replaceAll('\n', '\r\n') : plain;
}

const AGAIN = 'Nothing was loaded. Browsers don’t keep a chosen file: choose it again.';
const NEITHER = 'No plan was given. Choose a file, or paste its text.';
const SEVERAL = `More than one file was given. ${AGAIN}`;
const NOT_WHOLE = `The form did not arrive whole. ${AGAIN}`;

function both(name: string): string {
  return `${name} was given, and text besides. Empty the text to load the file, or leave the file out to load the text. ${AGAIN}`;
}

function tooLarge(file: PostedFile): string {
  const kB = Math.ceil(file.bytes.length / 1024).toLocaleString('en-US');
  return `${nameOf(file)} has ${kB} kB; a release plan of at most ${LARGEST_FILE / 1024} kB is expected. ${AGAIN}`;
}
