import { err, ok, type Result } from '../../../lib/result.ts';
import type { Quantity, CriterionDraft } from '../../criterion.ts';
import { measureInWords, measureOf } from '../../measures/catalogue.ts';
import type { Complaint } from '../problem.ts';

/** The limit in the unit of the measure, or what is wrong with it. */
export function fittingQuantity(
  limit: Quantity,
  draft: Pick<CriterionDraft, 'measure' | 'per'>,
): Result<Quantity, Complaint> {
  const measure = measureInWords(draft);
  switch (measureOf(draft).kind) {
    case 'share':
      return fittingShare(limit, measure);
    case 'ratio':
      return fittingRatio(limit, measure);
    case 'count':
      return fittingCount(limit, measure);
    case 'duration':
      return fittingDuration(limit, measure);
    case 'score':
      return fittingScore(limit, measure);
  }
}

function fittingShare(limit: Quantity, measure: string): Result<Quantity, Complaint> {
  if (limit.kind === 'count' && limit.count === 0) return ok({ kind: 'percent', percent: 0 });
  if (limit.kind === 'percent' && limit.percent <= 100) return ok(limit);
  const expected = 'a percentage from 0% to 100%';
  const because = `“${measure}” is a share.`;
  if (limit.kind === 'percent') return err({ problem: 'out-of-range', expected, because });
  return err({ problem: 'wrong-unit', expected, because, suggestion: asPercentage(limit) });
}

function asPercentage(limit: Quantity): string | null {
  if (limit.kind !== 'count' || limit.count > 100) return null;
  return limit.count < 1 ? `${Number((limit.count * 100).toFixed(6))}%` : `${limit.count}%`;
}

function fittingRatio(limit: Quantity, measure: string): Result<Quantity, Complaint> {
  if (limit.kind === 'percent') return ok(limit);
  const because = `“${measure}” is compared as a percentage, which may be above 100%.`;
  const suggestion = limit.kind === 'count' ? `${Number((limit.count * 100).toFixed(6))}%` : null;
  return err({ problem: 'wrong-unit', expected: 'a percentage', because, suggestion });
}

function fittingCount(limit: Quantity, measure: string): Result<Quantity, Complaint> {
  if (limit.kind === 'count' && Number.isInteger(limit.count)) return ok(limit);
  const because = `“${measure}” is a count.`;
  return err({ problem: 'wrong-unit', expected: 'a whole number', because });
}

function fittingDuration(limit: Quantity, measure: string): Result<Quantity, Complaint> {
  if (limit.kind === 'duration') return ok(limit);
  const suggestion = limit.kind === 'count' ? timeFor(limit.count) : null;
  return err({
    problem: 'wrong-unit',
    expected: 'a length of time with its unit, such as “2 seconds” or “800 ms”',
    because: `“${measure}” is a length of time.`,
    suggestion,
  });
}

function fittingScore(limit: Quantity, measure: string): Result<Quantity, Complaint> {
  if (limit.kind === 'count') return ok(limit);
  const because = `“${measure}” is a score.`;
  return err({ problem: 'wrong-unit', expected: 'a plain number, such as “0.1”', because });
}

/** People don’t wait a minute for a page, and no page takes a few milliseconds. */
function timeFor(count: number): string {
  return count < 60 ? `${count} s` : `${count} ms`;
}
