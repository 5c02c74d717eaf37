/** People and programs who ask without a break, and what became of each request. */
import { setTimeout as pause } from 'node:timers/promises';

import { Agent, request } from 'undici';

export type Question = {
  readonly name: string;
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What stands in a good answer. */
  readonly expected: string;
};

export type Load = {
  /** Answers so far, and what each bad one was. */
  readonly answered: () => number;
  readonly failed: () => readonly string[];
  stop(): Promise<void>;
};

const CALLERS_EACH = 5;
const BETWEEN_MS = 50;
const PATIENCE_MS = 10_000;

/** Each question is asked by so many callers, again and again, each with a short pause after an answer. */
export function startLoad(questions: readonly Question[], callersEach = CALLERS_EACH): Load {
  const agent = new Agent({ headersTimeout: PATIENCE_MS, bodyTimeout: PATIENCE_MS });
  const failed: string[] = [];
  let answered = 0;
  let isOver = false;
  const ask = async (question: Question) => {
    while (!isOver) {
      const problem = await problemOf(question, agent);
      answered += 1;
      if (problem !== null) failed.push(`${question.name}: ${problem}`);
      await pause(BETWEEN_MS);
    }
  };
  const callers = questions.flatMap((question) =>
    Array.from({ length: callersEach }, () => ask(question)),
  );
  return {
    answered: () => answered,
    failed: () => failed,
    stop: async () => {
      if (isOver) return;
      isOver = true;
      await Promise.all(callers);
      await agent.close();
    },
  };
}

async function problemOf(question: Question, dispatcher: Agent): Promise<string | null> {
  const { url, expected, method = 'GET', headers = {}, body: asked = null } = question;
  try {
    const options = { method, headers, body: asked, dispatcher };
    const { statusCode, body } = await request(url, options);
    const text = await body.text();
    if (statusCode !== 200) return `status ${statusCode}`;
    return text.includes(expected) ? null : 'an answer without what was asked for';
  } catch (error) {
    return error instanceof Error ? error.name : 'no answer';
  }
}
