import type { PlanDocument } from '../../plan/index.ts';

/** A sentence of the plan and where it begins. */
export type Sentence = { readonly words: string; readonly at: number };

/** What a reader sees of the plan, cut at line ends and at full stops that end a sentence. */
export function sentencesOf({ readable }: PlanDocument): readonly Sentence[] {
  const pieces = readable.matchAll(/[^\r\n.;]+(?:[.;](?!\s|$)[^\r\n.;]*)*/gm);
  return [...pieces].map(({ 0: piece, index }) => {
    const words = piece.trimStart();
    return { words: words.trimEnd(), at: index + piece.length - words.length };
  });
}
