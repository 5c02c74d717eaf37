import { openConditions } from '../decisions/go-no-go/conditions.ts';
import { voidInWords } from '../decisions/go-no-go/decision.ts';
import { itemsIn, type GivenItem } from '../decisions/go-no-go/items.ts';
import type { SignedChange } from '../decisions/go-no-go/signed-parts.ts';
import { answerTo, askedOf, ownerOf } from '../decisions/questions.ts';
import { awaitedBesides, signersOf } from '../decisions/signatures.ts';
import type { AttachedEvidence, ItemAnswer } from '../journal/go-no-go/facts.ts';
import type { SetCondition, VoidCause } from '../journal/go-no-go/said.ts';
import type { JournalEntry } from '../journal/journal.ts';
import { questionKey } from '../journal/question-key.ts';
import type { Release } from '../journal/release.ts';
import { noGoIn, said, type Said } from './standing.ts';

/** Everything about the go/no-go of a release: for a page, a print, a program. Times are ISO 8601, UTC. */
export type GoNoGoStatus = {
  readonly decision: GoNoGoDecision;
  /** The letter of the last stage of a go that ends; null: it does not, or there is none. */
  readonly upTo: string | null;
  readonly items: readonly ItemStatus[];
  /** Items of the template that the plan does not ask, with its reason. */
  readonly dropped: readonly { readonly text: string; readonly why: string }[];
  readonly conditions: readonly ConditionStatus[];
  /** Of the go that is being signed, or is; none: nobody has signed since it was decided anew. */
  readonly signatures: readonly SignedGo[];
  /** Of the go that the last rollback ended; none: there was none, or a go has been signed since. */
  readonly endedSignatures: readonly SignedGo[];
  /** Roles that sign. */
  readonly signers: readonly string[];
  /** Who has to sign besides, in words. */
  readonly awaiting: readonly string[];
  readonly noGo: Said | null;
  readonly paused: Said | null;
  readonly voided: VoidStatus | null;
  /** What signed parts of the plan say otherwise than when the go that is void was signed. */
  readonly changes: readonly SignedChange[];
  /** As it was attached to the newest signature, and as it is now. */
  readonly evidence: {
    readonly signed: AttachedEvidence | null;
    readonly now: AttachedEvidence | null;
  };
  /** What keeps a go from being signed or used, and who can change that. */
  readonly open: readonly OpenPart[];
};

export type GoNoGoDecision =
  | 'undecided'
  | 'awaiting'
  | 'go'
  | 'conditional-go'
  | 'pause'
  | 'no-go'
  | 'void';

export type ItemStatus = {
  /** From 1; a step names it so. */
  readonly number: number;
  readonly text: string;
  /** The role that answers it; null: any operator. */
  readonly owner: string | null;
  readonly goodAnswer: 'yes' | 'no';
  readonly source: 'template' | 'plan';
  readonly state: 'open' | 'good' | 'bad';
  /** The newest; null: it is open. */
  readonly answer: ItemAnswerStatus | null;
  /** Earlier ones that no longer count, the newest first: those before a later one, or before a rollback. */
  readonly struck: readonly ItemAnswerStatus[];
};

/** `why`: the note. */
export type ItemAnswerStatus = Said & { readonly answer: ItemAnswer; readonly link: string | null };

export type ConditionStatus = {
  /** From 1; a step names it so. */
  readonly number: number;
  readonly text: string;
  readonly owner: string;
  /** The last stage that may be open while it is. */
  readonly upTo: string | null;
  readonly set: Said;
  /** Null while it is open; `why`: how it was met. */
  readonly closed: (Said & { readonly link: string | null }) | null;
};

type SignedGo = Said & { readonly upTo: string | null };

type VoidStatus = Said & { readonly cause: VoidCause; readonly sentence: string };

type OpenPart = {
  readonly kind: 'question' | 'item' | 'condition';
  readonly text: string;
  readonly owner: string | null;
  /** Answered so that no go is signed. */
  readonly isBad: boolean;
};

/** What is found beside the journal: the evidence as it is now, and what was changed since a go that is void. */
export type GoNoGoFindings = {
  readonly evidence: AttachedEvidence | null;
  readonly changes: readonly SignedChange[];
};

export const NOTHING_FOUND: GoNoGoFindings = { evidence: null, changes: [] };

export function goNoGoOf(release: Release, found: GoNoGoFindings): GoNoGoStatus {
  const { plan, progress, entries } = release;
  const { goNoGo, go, signatures, endedSignatures } = progress;
  const { paused, voided } = goNoGo;
  return {
    decision: decisionIn(release),
    upTo: go?.upTo ?? null,
    items: itemsIn(release).map((item) => itemStatus(item, entries)),
    dropped: plan.goItems.dropped,
    conditions: goNoGo.conditions.map(conditionStatus),
    signatures: signatures.map(signedWith),
    endedSignatures: signatures.length > 0 ? [] : endedSignatures.map(signedWith),
    signers: signersOf(plan),
    awaiting: awaitingIn(release),
    noGo: noGoIn(progress),
    paused: paused && said(paused),
    voided: voided && { ...said(voided), cause: voided.cause, sentence: voidInWords(voided) },
    changes: found.changes,
    evidence: { signed: goNoGo.attached, now: found.evidence },
    open: openIn(release),
  };
}

function signedWith(one: Release['progress']['signatures'][number]): SignedGo {
  return { ...said(one), upTo: one.upTo };
}

function decisionIn({ progress }: Release): GoNoGoDecision {
  const { go, goNoGo, noGos, signatures } = progress;
  if (noGos.length > 0) return 'no-go';
  if (goNoGo.paused) return 'pause';
  if (go) return openConditions({ progress }).length > 0 || endsEarly(go) ? 'conditional-go' : 'go';
  if (signatures.length > 0) return 'awaiting';
  return goNoGo.voided ? 'void' : 'undecided';
}

function endsEarly({ upTo, conditional }: NonNullable<Release['progress']['go']>): boolean {
  return upTo !== null && !conditional;
}

function awaitingIn({ plan, progress }: Release): readonly string[] {
  const last = progress.signatures.at(-1);
  if (!last || progress.go) return [];
  return awaitedBesides({ plan, progress, who: last.who, upTo: last.upTo });
}

function itemStatus({ answered, ...item }: GivenItem, entries: Release['entries']): ItemStatus {
  const key = questionKey(item.text);
  const all = entries.filter((entry) => isAnswerTo(entry, key)).map(givenIn);
  const struck = answered ? all.slice(0, -1) : all;
  return {
    ...item,
    answer: answered && { ...said(answered), answer: answered.answer, link: answered.link },
    struck: struck.slice(-MOST_STRUCK).toReversed(),
  };
}

/** Older ones stay in the journal. */
const MOST_STRUCK = 20;

type ItemEntry = JournalEntry & { readonly kind: 'item-answered' };

function isAnswerTo(entry: JournalEntry, key: string): entry is ItemEntry {
  return entry.kind === 'item-answered' && questionKey(entry.item) === key;
}

function givenIn(entry: ItemEntry): ItemAnswerStatus {
  const { answer, link = null } = entry;
  return { ...said(entry), answer, link };
}

function conditionStatus(condition: SetCondition, index: number): ConditionStatus {
  const { text, owner, upTo, set, closed } = condition;
  const over = closed && { ...said(closed), link: closed.link };
  return { number: index + 1, text, owner, upTo, set: said(set), closed: over };
}

function openIn(release: Release): readonly OpenPart[] {
  const { progress } = release;
  if (progress.phase === 'fully-on' || progress.phase === 'closed') return [];
  const items = itemsIn(release).filter(({ state }) => state !== 'good');
  return [
    ...questionsInTheWay(release),
    ...items.map(({ text, owner, state }): OpenPart => {
      return { kind: 'item', text, owner, isBad: state === 'bad' };
    }),
    ...openConditions({ progress }).map(({ text, owner }): OpenPart => {
      return { kind: 'condition', text, owner, isBad: false };
    }),
  ];
}

function questionsInTheWay({ plan, progress }: Release): readonly OpenPart[] {
  return askedOf(plan).flatMap((text) => {
    const answer = answerTo(text, progress);
    if (answer?.yes) return [];
    return [{ kind: 'question', text, owner: ownerOf(text), isBad: answer !== undefined }];
  });
}
