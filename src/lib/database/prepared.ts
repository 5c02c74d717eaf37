/** Under which name a database keeps the plan of a statement. */
export type StatementNames = {
  /** Undefined: it is planned anew each time. */
  of(text: string): string | undefined;
  /** A new connection knows none. No name is given twice, since the database may know more than its connection. */
  forget(): void;
};

/** More are not kept: each holds its plan in memory. */
const MOST_NAMES = 200;
/** Longer ones are lists of rows, of which hardly two are alike. */
const LONGEST_TEXT = 5_000;
/** How often a statement is asked for before it has a name. */
const OFTEN = 3;

/** Changes what columns an answer has, which a plan that is kept must not; or ends all that is kept. */
const ENDS_PLANS = /^\s*(?:create|alter|drop|discard|deallocate)\b/i;

/** Names for what is asked often, for one connection at a time. */
export function createStatementNames(): StatementNames {
  const names = new Map<string, string>();
  const asked = new Map<string, number>();
  let given = 0;
  const forget = () => {
    names.clear();
    asked.clear();
  };
  const nameOf = (text: string): string | undefined => {
    if (ENDS_PLANS.test(text)) forget();
    const known = names.get(text);
    if (known !== undefined) return known;
    if (names.size >= MOST_NAMES || text.length > LONGEST_TEXT) return undefined;
    const times = (asked.get(text) ?? 0) + 1;
    // What was asked for once or twice, and long ago, is forgotten with the rest.
    if (asked.size >= MOST_NAMES) asked.clear();
    asked.set(text, times);
    if (times < OFTEN) return undefined;
    asked.delete(text);
    given += 1;
    names.set(text, `statement-${given}`);
    return names.get(text);
  };
  return { of: nameOf, forget };
}
