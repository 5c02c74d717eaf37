import type { PhaseKind } from '../document.ts';
import { normalized } from './labels.ts';

/** What a heading announces. Its level says little: plans put the same section at any. */
export type HeadingMeaning =
  | { readonly kind: 'changelog' | 'toggles' | 'artifacts' | 'after-launch' | 'other' }
  | { readonly kind: 'phase'; readonly phase: PhaseKind }
  | { readonly kind: 'stage'; readonly letter: string }
  | { readonly kind: 'part'; readonly part: 'planning' | 'results' };

const CHANGELOG = /^change ?-?log$/;
const TOGGLES =
  /^(step \d+: )?development$|^(feature )?(toggle|flag|flipper)s?( ?\/ ?(toggle|flag|flipper)s?)?$/;
const ARTIFACTS = /^(important )?(artifacts|links|resources)$/;
const AFTER_LAUNCH = /^(post[- ]?launch|1[- ](week|month) results)\b/;
const NUMBERED_PHASE = /^phase (i{1,3}|\d)[a-z]?\b(.*)$/;
const STAGE = /^stage ([a-z]|\d{1,2})\b(.*)$/;

export function meaningOfHeading(words: string): HeadingMeaning {
  const plain = normalized(words);
  if (CHANGELOG.test(plain)) return { kind: 'changelog' };
  const phase = phaseOf(plain);
  if (phase) return { kind: 'phase', phase };
  const stage = STAGE.exec(plain);
  if (stage?.[1]) return stageOrItsResults(stage[1], stage[2] ?? '');
  if (AFTER_LAUNCH.test(plain)) return { kind: 'after-launch' };
  if (TOGGLES.test(plain)) return { kind: 'toggles' };
  if (ARTIFACTS.test(plain)) return { kind: 'artifacts' };
  if (/\bplanning$/.test(plain)) return { kind: 'part', part: 'planning' };
  if (/\bresults$/.test(plain)) return { kind: 'part', part: 'results' };
  return { kind: 'other' };
}

/** `Stage A Results` does not open another stage A. */
function stageOrItsResults(letter: string, rest: string): HeadingMeaning {
  return /^ (results|planning)$/.test(rest)
    ? { kind: 'part', part: rest === ' results' ? 'results' : 'planning' }
    : { kind: 'stage', letter: letter.toUpperCase() };
}

function phaseOf(plain: string): PhaseKind | null {
  if (/^((staged|phased|gradual|unmoderated) )?roll-?out( strategy| schedule)?$/.test(plain)) {
    return 'rollout';
  }
  if (/^moderated (production )?testing\b/.test(plain)) return 'moderated-testing';
  const [, number, rest] = NUMBERED_PHASE.exec(plain) ?? [];
  if (number === undefined || rest === undefined) return null;
  if (/\b(moderated|uat|user acceptance|internal)\b/.test(rest)) return 'moderated-testing';
  if (/\b(roll-?out|canary|release)\b|%/.test(rest)) return 'rollout';
  return number === 'i' || number === '1' ? 'moderated-testing' : 'rollout';
}
