import { spokenReference } from '../lib/spoken-reference.ts';
import { Sentence } from './words/sentence.tsx';

type SpokenReferenceParts = {
  /** A sentence with a `{reference}`. */
  readonly text: string;
  readonly requestId: string;
};

/** What to say to support, so that they find the request in the log. */
export function SpokenReference({ text, requestId }: SpokenReferenceParts) {
  const reference = <strong class="reference">{spokenReference(requestId)}</strong>;
  return <Sentence text={text} parts={{ reference }} />;
}
