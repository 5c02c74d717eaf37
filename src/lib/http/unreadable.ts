/** Strings, and what opens, parts and closes. Each character is looked at once. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g;

/** Ruby's JSON reader goes as deep; from some thousands on, our own writer fails. */
const DEEPEST = 100;

/** Why valid JSON can’t be read as it is meant, be it for a name or its depth, in a sentence; null where it can. */
export function unreadableIn(json: string): string | null {
  const open: (Set<string> | null)[] = [];
  let last = '';
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const problem = problemWith(last, open.at(-1) ?? null);
      if (problem !== null) return problem;
    }
    if (open.length > DEEPEST) return TOO_DEEP;
    last = token;
  }
  return null;
}

const TOO_DEEP = `The body has more than ${DEEPEST} brackets in one another. Send less deep values.`;

function problemWith(token: string, names: Set<string> | null): string | null {
  const name = JSON.parse(token) as string;
  if (name === '__proto__') return 'The body has a field that can’t be read: “__proto__”.';
  if (names?.has(name)) return 'The body names a field twice in one object. Name it once.';
  names?.add(name);
  return null;
}
