/**
 * Nobody needs a terminal to carry a release, so the console names no command and no option of one. These are the
 * commands that it shows on purpose, for an engineer to copy: what they do has no form.
 */
export const COMMANDS_TO_COPY: readonly string[] = [
  'phcc tokens create ci-deploy --scope release',
  'phcc flags add',
];

/** What some words say of the command line besides that: nothing, as it should be. */
export function commandsNamedIn(words: string): readonly string[] {
  const others = COMMANDS_TO_COPY.reduce(
    (left, command) => left.replaceAll(`<code>${command}</code>`, ''),
    words,
  );
  return [...others.matchAll(/\bphcc [a-z][^<\n]{0,40}|(?<![\w-])--[a-z][a-z-]+/gu)].map(
    ([named]) => named,
  );
}

/** The words of a page for people: without its head, its scripts and what stands in a plan’s own document. */
export function wordsOfPage(html: string): string {
  return html.replace(/^.*?<body/su, '').replaceAll(/<(script|textarea|style)\b.*?<\/\1>/gsu, '');
}
