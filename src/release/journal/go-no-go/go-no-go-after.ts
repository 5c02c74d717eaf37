import type { JournalEntry } from '../journal.ts';
import type { Progress } from '../progress.ts';
import { questionKey } from '../question-key.ts';
import type { GoSigned } from './facts.ts';
import type { SetCondition, GoNoGo, ItemAnswered, Signature, VoidCause, Voided } from './said.ts';

/** What has been said, one entry later. `progress`: before it. */
export function goNoGoAfter(progress: Progress, entry: JournalEntry): GoNoGo {
  const { goNoGo, tested } = progress;
  switch (entry.kind) {
    case 'plan-loaded':
      return { ...goNoGo, planAuthor: entry.who, voided: voidedBy(progress, entry) };
    case 'testing-started':
      return tested ? anew(goNoGo) : goNoGo;
    case 'rolled-back':
      return anew(goNoGo);
    case 'go-signed':
      return goSigned(goNoGo, entry);
    case 'no-go-signed':
      return { ...goNoGo, paused: null, voided: null };
    case 'pause-signed':
      return { ...goNoGo, paused: signature(entry), voided: null };
    case 'go-voided':
      return { ...goNoGo, voided: voidedBy(progress, entry, entry.cause) };
    case 'item-answered':
      return { ...goNoGo, items: new Map([...goNoGo.items, answered(entry)]) };
    case 'condition-closed':
      return { ...goNoGo, conditions: goNoGo.conditions.map((one) => closedBy(one, entry)) };
    default:
      return goNoGo;
  }
}

/** What was answered was answered of what was tried before. */
function anew(goNoGo: GoNoGo): GoNoGo {
  return { ...goNoGo, items: new Map(), voided: null };
}

/** A plan that is changed twice still voids the go for the version that was signed. */
function voidedBy(
  { signatures, planVersion, goNoGo }: Progress,
  entry: JournalEntry,
  cause: VoidCause = 'plan-changed',
): Voided | null {
  return signatures.length === 0 ? goNoGo.voided : { ...signature(entry), cause, planVersion };
}

function goSigned(goNoGo: GoNoGo, entry: JournalEntry & GoSigned): GoNoGo {
  const { attached = null, awaiting, conditions = [], upTo = null } = entry;
  const set = conditions.map((one) => ({ ...one, upTo, set: signature(entry), closed: null }));
  const keys = new Set(set.map(({ text }) => questionKey(text)));
  const others = goNoGo.conditions.filter(({ text }) => !keys.has(questionKey(text)));
  const decided = awaiting === undefined ? { paused: null, voided: null } : {};
  return { ...goNoGo, ...decided, attached, conditions: [...others, ...set] };
}

type AnsweredEntry = JournalEntry & { readonly kind: 'item-answered' };

function answered(entry: AnsweredEntry): readonly [string, ItemAnswered] {
  const { item, answer, link = null } = entry;
  return [questionKey(item), { ...signature(entry), item, answer, link }];
}

function closedBy(
  condition: SetCondition,
  entry: JournalEntry & { readonly kind: 'condition-closed' },
): SetCondition {
  const isMeant = questionKey(condition.text) === questionKey(entry.condition);
  if (!isMeant || condition.closed) return condition;
  return { ...condition, closed: { ...signature(entry), link: entry.link ?? null } };
}

function signature({ who, at, why }: JournalEntry): Signature {
  return { who, at, why };
}
