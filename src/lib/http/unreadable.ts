/** Strings, with the colon behind a name, and what opens and closes. Each character is looked at twice at most. */
const TOKEN = /"([^"\\]*(?:\\.[^"\\]*)*)"(\s*:)?|[{}[\]]/g;

/** Ruby's JSON reader goes as deep; from some thousands on, our own writer fails. */
const DEEPEST = 100;

/** Why valid JSON can’t be read as it is meant, be it for a name or its depth, in a sentence; null where it can. */
export function unreadableIn(json: string, mostParts: number): string | null {
  let parts = 0;
  const open: (Set<string> | null)[] = [];
  const tokens = new RegExp(TOKEN);
  for (let found = tokens.exec(json); found; found = tokens.exec(json)) {
    parts += 1;
    if (parts > mostParts) return tooManyParts(mostParts);
    const [token, text, colon] = found;
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (text === undefined) open.pop();
    else if (colon !== undefined) {
      const problem = problemWith(nameIn(text), open.at(-1) ?? null);
      if (problem !== null) return problem;
    }
    if (open.length > DEEPEST) return TOO_DEEP;
  }
  return null;
}

/** A name as it is meant: `\u0061` is “a”. */
const nameIn = (text: string): string =>
  text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;

const tooManyParts = (most: number) =>
  `The body has more than ${most.toLocaleString('en-US')} names, texts and brackets. Send less at a time.`;

const TOO_DEEP = `The body has more than ${DEEPEST} brackets in one another. Send less deep values.`;

function problemWith(name: string, names: Set<string> | null): string | null {
  if (name === '__proto__') return 'The body has a field that can’t be read: “__proto__”.';
  if (names?.has(name)) return 'The body names a field twice in one object. Name it once.';
  names?.add(name);
  return null;
}
