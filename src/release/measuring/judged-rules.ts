import { judgementInWords, type Judgement, type JudgementInWords } from '../../criteria/index.ts';
import { MINUTE_MS } from '../../lib/duration.ts';
import type { ReleasePlan } from '../../plan/index.ts';
import { rulesOf, type PlannedRule } from '../decisions/rules.ts';
import { judgedNow } from './judging.ts';
import type { Snapshot } from './snapshot.ts';

/** A success criterion or rollback rule with what was measured of it. Figures are in the unit of its measure. */
export type JudgedRule = Omit<Judgement, 'excluded' | 'limit'> &
  JudgementInWordsOfRule & {
    readonly kind: 'criterion' | 'rollback';
    /** As the plan has it. */
    readonly text: string;
    /** The last minute of which anything was counted, in ISO 8601; null: nothing was. */
    readonly lastSeenAt: string | null;
  };

type JudgementInWordsOfRule = Omit<JudgementInWords, 'value'> & {
  readonly valueInWords: string | null;
};

/** What the plan has measured, rule by rule. `snapshot`: null while nothing is open, or nothing can be measured. */
export function judgedRules(plan: ReleasePlan, snapshot: Snapshot | null): readonly JudgedRule[] {
  const { criteria, rollback } = snapshot?.rules ?? rulesOf(plan);
  return [
    ...criteria.map((rule) => judgedRule('criterion', rule, snapshot)),
    ...rollback.map((rule) => judgedRule('rollback', rule, snapshot)),
  ];
}

function judgedRule(
  kind: JudgedRule['kind'],
  rule: PlannedRule,
  snapshot: Snapshot | null,
): JudgedRule {
  const judgement = snapshot === null ? NOT_MEASURED : judgedNow(rule, snapshot);
  const { verdict, value, numerator, denominator, seen, sentence } = judgement;
  const { value: valueInWords, ...words } = judgementInWords(rule.criterion, judgement);
  const figures = { verdict, value, valueInWords, numerator, denominator, seen, sentence };
  return { kind, text: rule.text, ...words, ...figures, lastSeenAt: lastSeenAt(snapshot) };
}

const NOT_MEASURED: Judgement = {
  verdict: 'unmeasured',
  value: null,
  limit: null,
  numerator: null,
  denominator: null,
  seen: null,
  excluded: [],
  sentence: 'Nothing is measured just now, so this can’t be said.',
};

function lastSeenAt(snapshot: Snapshot | null): string | null {
  const newest = snapshot?.watch.book.state.newest ?? -Infinity;
  return Number.isFinite(newest) ? new Date(newest * MINUTE_MS).toISOString() : null;
}
