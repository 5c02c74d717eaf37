/** How a command ends. 0: answered or done. 1: the answer is no. 2: usage, input, server or token. */
export type ExitCode = 0 | 1 | 2;

/** What a command has to say: for people, and as data for `--json`. */
export type CommandOutcome = {
  readonly exitCode: ExitCode;
  readonly text: string;
  readonly data: unknown;
};

export function done(text: string, data: unknown): CommandOutcome {
  return { exitCode: 0, text, data };
}

/** Done, with nothing to show but a sentence: closed here although the database can’t be reached, for example. */
export function doneInWords(answer: unknown): CommandOutcome | null {
  if (typeof answer !== 'object' || answer === null || !('message' in answer)) return null;
  return done(String(answer.message), answer);
}

export function refused(sentence: string, code: string): CommandOutcome {
  return { exitCode: 1, text: sentence, data: { code, message: sentence } };
}

export function failed(sentence: string, code: string): CommandOutcome {
  return { exitCode: 2, text: sentence, data: { code, message: sentence } };
}
