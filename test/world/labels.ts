import type { Result } from '../../src/lib/result.ts';
import { afterLabel, emptyEvidence, type Evidence, type Label } from '../../src/guard/index.ts';

/** First errors in order: T for somebody with the feature, C for somebody without. */
export function labelsOf(letters: string, share: number): readonly Label[] {
  return Array.from(letters, (letter) => ({ arm: letter === 'T' ? 'on' : 'off', share }));
}

export function evidenceAfter(labels: readonly Label[]): Evidence {
  return labels.reduce((evidence, label) => expected(afterLabel(evidence, label)), emptyEvidence());
}

/** The value of an answer that this test has no doubt about. */
export function expected<T>(answer: Result<T, string>): T {
  if (!answer.ok) throw new Error(answer.error);
  return answer.value;
}
