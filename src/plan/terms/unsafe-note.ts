const NOT_SAFE =
  /\bsafe to (?:switch|turn) (?:it )?off\b[^\S\r\n]*\**[?:]+\**[^\S\r\n]*no\b(?:[^\S\r\n]|[.,:;–—-])*([^\n]*)/i;

/** What is lost when the feature is switched off; empty where the plan does not say, null where it is safe. */
export function unsafeNoteIn(text: string): string | null {
  const found = NOT_SAFE.exec(text);
  return found ? (found[1] ?? '').trim() : null;
}
