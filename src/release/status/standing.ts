import { addedInWords, signedBy } from '../journal/changelog.ts';
import type { HoldCause } from '../journal/journal.ts';
import { passesByItself, type Hold, type Progress, type Signature } from '../journal/progress.ts';

/** Who said so, when (ISO 8601), and why. */
export type Said = { readonly by: string; readonly at: string; readonly why: string | null };

export type HoldStatus = Said & {
  /** What the program holds for; null when a person does. */
  readonly cause: HoldCause | null;
  /** Whether it ends only when somebody resumes. */
  readonly waitsForPerson: boolean;
  /** What ends it, in a sentence. */
  readonly ends: string;
};

export function holdStatus(held: Hold | null): HoldStatus | null {
  if (held === null) return null;
  const waitsForPerson = !passesByItself(held);
  const ends = endInWords(held);
  return { ...said(held), why: reasonsOf(held), cause: held.cause, waitsForPerson, ends };
}

/** The first reason and all that was added to it, as sentences. */
function reasonsOf({ why, added }: Hold): string | null {
  const reasons = [...(why === null ? [] : [why]), ...added.map(addedInWords)];
  return reasons.length === 0 ? null : reasons.map(asSentence).join(' ');
}

function asSentence(words: string): string {
  return /[.!?…]["”’)]?$/.test(words) ? words : `${words}.`;
}

export function endInWords(held: Hold): string {
  return passesByItself(held) && held.cause !== null
    ? `It ends by itself ${PASSES[held.cause] ?? 'when what it is for is over'}, or when an operator resumes the release.`
    : 'It ends when an operator resumes the release.';
}

const PASSES: Readonly<Partial<Record<HoldCause, string>>> = {
  dependency: 'when the service behind the feature is well again',
  incident: 'when no more people meet errors than may',
  blind: 'when people are heard of again',
  plan: 'when the plan can be read again',
};

/** The newest no-go that no one has lifted. */
export function noGoIn({ noGos }: Pick<Progress, 'noGos'>): Said | null {
  const last = noGos.at(-1);
  return last ? said(last) : null;
}

/** `Pat Planner, product manager, says no-go: two callers could not be helped. ` */
export function noGoInWords(noGo: Said | null): string {
  if (noGo === null) return '';
  return `${noGo.by}, says no-go${noGo.why === null ? '' : `: ${noGo.why.replace(/\.$/, '')}`}. `;
}

function said({ who, at, why }: Signature): Said {
  return { by: signedBy(who), at: at.toISOString(), why };
}
