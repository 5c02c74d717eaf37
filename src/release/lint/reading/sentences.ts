import type { PlanDocument } from '../../plan/index.ts';

/** A sentence of the plan and where it begins. */
export type Sentence = { readonly words: string; readonly at: number };

/** The plan cut at line ends and at full stops that end a sentence; code is left as it is. */
export function sentencesOf({ source }: PlanDocument): readonly Sentence[] {
  const pieces = source.text.matchAll(/[^\r\n.;]+(?:[.;](?!\s|$)[^\r\n.;]*)*/gm);
  return [...pieces].map(({ 0: piece, index }) => {
    const words = piece.trimStart();
    return { words, at: index + piece.length - words.length };
  });
}
