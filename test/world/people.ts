/** What made-up people meet on the surface that carries a feature, for tests of measuring. */
import type { Observation, SurfaceAnswer } from '../../src/release/index.ts';

/** A good answer of the feature to somebody who has it, at a share of 20%. */
export function goodVisit(
  person: string,
  particulars: Partial<SurfaceAnswer> & Pick<SurfaceAnswer, 'toggle' | 'at'>,
): SurfaceAnswer {
  return {
    kind: 'answer',
    person,
    cohort: 'open',
    share: 0.2,
    shown: true,
    ofFeature: true,
    endpoint: '/letters',
    status: 200,
    cause: null,
    durationMs: 120,
    hasContent: true,
    ...particulars,
  };
}

/** The same person’s visit to a page beside it, without the feature. */
export function closedVisit(
  person: string,
  particulars: Partial<SurfaceAnswer> & Pick<SurfaceAnswer, 'toggle' | 'at'>,
): SurfaceAnswer {
  const without = { cohort: 'closed', shown: false, ofFeature: false, endpoint: '/hub' } as const;
  return goodVisit(person, { ...without, hasContent: null, ...particulars });
}

export const OUR_FAULT = { status: 500, cause: 'us', hasContent: null } as const;
export const DEPENDENCY_FAILED = { status: 503, cause: 'dependency', hasContent: null } as const;

export function heartbeatsOf(toggle: string, at: Date): readonly Observation[] {
  return (['open', 'closed'] as const).map((cohort) => ({ kind: 'heartbeat', toggle, cohort, at }));
}

/** `ada-1`, `ada-2` … */
export function people(name: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);
}
