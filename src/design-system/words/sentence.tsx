import type { ComponentChildren } from 'preact';

type SentenceParts = {
  /**
   * A whole sentence, so that it can be translated whole; `{name}` stands where a part goes, and `{en:words}` for
   * English words in another language, which a screen reader has to say as such.
   */
  readonly text: string;
  readonly parts?: Readonly<Record<string, ComponentChildren>>;
};

/** A sentence with elements in it, such as a number to tap. */
export function Sentence({ text, parts = {} }: SentenceParts) {
  const pieces = text.split(/\{([^}]+)\}/);
  return <>{pieces.map((piece, index) => (index % 2 === 0 ? piece : partOf(parts, piece)))}</>;
}

function partOf(parts: NonNullable<SentenceParts['parts']>, name: string): ComponentChildren {
  const [, english] = /^en:(.*)/s.exec(name) ?? [];
  if (english !== undefined) return <span lang="en">{english}</span>;
  if (!(name in parts)) throw new Error(`The sentence names the part {${name}}, which is missing.`);
  return parts[name];
}
