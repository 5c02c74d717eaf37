/** How long a feature's name may be, in bytes of UTF-8: both fit into one index entry of the tables. */
const NAME_LIMIT_BYTES = 255;

/** How long an actor's id or a group's name may be, in bytes of UTF-8. */
const MEMBER_LIMIT_BYTES = 1_000;

/** The invisible characters that Flipper removes anywhere in a new feature's name. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\u2800]/gu;
const OUTER_SPACE = /^\p{White_Space}+|\p{White_Space}+$/gu;

/** A new feature's name as Flipper would keep it: without invisible characters, and without space around it. */
export function normalizedName(name: string): string {
  return name.replace(UNSEEN, '').replace(OUTER_SPACE, '');
}

/** Why a name can't be stored, in a sentence, or null if it can. */
export function problemWithName(name: string): string | null {
  if (name === '__proto__') return 'No feature can be called “__proto__”: no import could take it.';
  return problemWith('The feature’s name', name, NAME_LIMIT_BYTES);
}

/** Why an actor's id or a group's name can't be stored, in a sentence, or null if it can. */
export function problemWithMember(gate: 'actors' | 'groups', member: string): string | null {
  const what = gate === 'actors' ? 'The id' : 'The group’s name';
  return problemWith(what, member, MEMBER_LIMIT_BYTES);
}

function problemWith(what: string, text: string, limitBytes: number): string | null {
  // PostgreSQL has no NUL in its texts, and half a character would be stored as another one.
  // Nor does the embedded database's client give back a byte-order mark before a text.
  if (/^\u{FEFF}|[\0\p{Surrogate}]/u.test(text))
    return `${what} has a character that can’t be stored.`;
  const bytes = Buffer.byteLength(text);
  if (bytes <= limitBytes) return null;
  return `${what} has ${bytes} bytes; at most ${limitBytes} can be stored.`;
}
