import type { Words } from '../document.ts';
import type { Span } from '../text/source.ts';
import type { FieldWords } from './said.ts';

export type WrittenAnswer = {
  readonly answer: 'yes' | 'no' | 'n/a' | 'none';
  readonly span: Span;
  /** What is said about it. */
  readonly about: Words | null;
};

const ANSWER = /^[\s:,;/|[\](*“"-]*(yes|no|n\/a|not applicable|none)(?![\w/-])/i;

/** Yes, no or neither at the start of the words; where the field asks for something else, only when it is all. */
export function answerIn({ words, at }: FieldWords, isAsked: boolean): WrittenAnswer | null {
  const hit = ANSWER.exec(words);
  const said = hit?.[1]?.toLowerCase();
  if (!hit || said === undefined) return null;
  const span = { start: at + hit[0].length - said.length, end: at + hit[0].length };
  const about = aboutIn(words, hit[0].length, at);
  const isWhole = about === null && said !== 'yes' && said !== 'no';
  if (!isAsked && !isWhole) return null;
  return { answer: answerOf(said), span, about };
}

function answerOf(said: string): WrittenAnswer['answer'] {
  if (said === 'yes' || said === 'no' || said === 'none') return said;
  return 'n/a';
}

function aboutIn(words: string, from: number, at: number): Words | null {
  const rest = words.slice(from);
  const lead = /^[\s.,:;!)\]|/–—-]*/.exec(rest)?.[0].length ?? 0;
  const said = rest.slice(lead).trimEnd();
  if (!/[\p{L}\p{N}]/u.test(said)) return null;
  const start = at + from + lead;
  return { words: said.replace(/\s+/g, ' '), span: { start, end: start + said.length } };
}
