import type { ComponentChildren } from 'preact';

type SentenceParts = {
  /** A whole sentence, so that it can be translated whole; `{name}` stands where a part goes. */
  readonly text: string;
  readonly parts: Readonly<Record<string, ComponentChildren>>;
};

/** A sentence with elements in it, such as a number to tap. */
export function Sentence({ text, parts }: SentenceParts) {
  const pieces = text.split(/\{(\w+)\}/);
  return <>{pieces.map((piece, index) => (index % 2 === 0 ? piece : partOf(parts, piece)))}</>;
}

function partOf(parts: SentenceParts['parts'], name: string): ComponentChildren {
  if (!(name in parts)) throw new Error(`The sentence names the part {${name}}, which is missing.`);
  return parts[name];
}
