/** How a command ends. 0: answered or done. 1: the answer is no. 2: usage, input, server or token. */
export type ExitCode = 0 | 1 | 2;

/** What a command has to say: for people, and as data for `--json`. */
export type Outcome = {
  readonly exitCode: ExitCode;
  readonly text: string;
  readonly data: unknown;
};

export function done(text: string, data: unknown): Outcome {
  return { exitCode: 0, text, data };
}

export function refused(sentence: string, code: string): Outcome {
  return { exitCode: 1, text: sentence, data: { code, message: sentence } };
}

export function failed(sentence: string, code: string): Outcome {
  return { exitCode: 2, text: sentence, data: { code, message: sentence } };
}
