import { ok, type Result } from '../../lib/result.ts';
import type { Label } from '../labels/label.ts';
import {
  afterLabelSinceRestarts,
  afterRestart,
  emptyRestartedEvidence,
  logRestartedEvidence,
  type RestartedEvidence,
} from '../labels/restarts.ts';
import type { Components } from './combination.ts';
import type { Signal } from './observation.ts';
import type { GuardRules } from './rules.ts';

/** The labels of each kind of bad event, with their restarts. Plain data. */
export type SignalLabels = Readonly<Record<Signal, RestartedEvidence>>;

export function noLabels(restarts: number): SignalLabels {
  const empty = emptyRestartedEvidence(restarts);
  return { label: empty, slow: empty, other: empty };
}

/** The error is a sentence: there can be no such label, and it must not be counted. */
export function withLabel(
  labels: SignalLabels,
  signal: Signal,
  label: Label,
): Result<SignalLabels, string> {
  const next = afterLabelSinceRestarts(labels[signal], label);
  return next.ok ? ok({ ...labels, [signal]: next.value }) : next;
}

/** All begin anew besides going on. The error is a sentence: no restart is planned any more. */
export function withRestart(labels: SignalLabels): Result<SignalLabels, string> {
  const label = afterRestart(labels.label);
  const slow = afterRestart(labels.slow);
  const other = afterRestart(labels.other);
  if (!label.ok) return label;
  if (!slow.ok) return slow;
  if (!other.ok) return other;
  return ok({ label: label.value, slow: slow.value, other: other.value });
}

/** ln of the evidence of each kind that was seen; that of first errors always. */
export function evidenceBySignal(
  labels: SignalLabels,
  { tolerance }: Pick<GuardRules, 'tolerance'>,
): Components {
  const { label, slow, other } = labels;
  return {
    label: logRestartedEvidence(label, tolerance),
    ...(isSeen(slow) && { slow: logRestartedEvidence(slow, tolerance) }),
    ...(isSeen(other) && { other: logRestartedEvidence(other, tolerance) }),
  };
}

function isSeen({ fromStart }: RestartedEvidence): boolean {
  return fromStart.counts.length > 0;
}
