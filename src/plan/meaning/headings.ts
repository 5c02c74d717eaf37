import type { CheckInKind, PhaseKind } from '../document.ts';
import { normalized } from './normalized.ts';
import { stageOf, type StageMeaning } from './stage-headings.ts';

/** What a heading announces. Its level says little: plans put the same section at any. */
export type HeadingMeaning =
  /** A `division` only groups what stands below it. */
  | { readonly kind: 'changelog' | 'toggles' | 'artifacts' | 'division' | 'other' }
  | PhaseMeaning
  | StageMeaning
  | { readonly kind: 'part'; readonly part: 'planning' | 'results' }
  | { readonly kind: 'check-in'; readonly checkIn: CheckInKind };

export type PhaseMeaning = {
  readonly kind: 'phase';
  readonly phase: PhaseKind;
  /** `2` of `Phase II`; null of `Staged rollout`. */
  readonly number: string | null;
  /** What `Phase I results` goes on with, rather than opening a second Phase I. */
  readonly part: 'planning' | 'results' | null;
  /** `Phase I: Canary (1%)` is a stage already, unless stages stand below it. */
  readonly stage: string | null;
};

const CHANGELOG = /^change ?-?log$/;
const TOGGLES =
  /^(step \d+ ?[:-] ?)?development$|^(feature )?(toggle|flag|flipper)s?( ?\/ ?(feature )?(toggle|flag|flipper)s?)?$/;
const ARTIFACTS = /^(important )?(artifacts|links|resources)$/;
const DIVISION = /^step \d+\b/;

export function meaningOfHeading(words: string): HeadingMeaning {
  const plain = normalized(words);
  if (CHANGELOG.test(plain)) return { kind: 'changelog' };
  const phase = phaseOf(plain, words);
  if (phase) return phase;
  const stage = stageOf(plain);
  if (stage) return stage;
  const checkIn = checkInOf(plain);
  if (checkIn) return { kind: 'check-in', checkIn };
  if (TOGGLES.test(plain)) return { kind: 'toggles' };
  if (ARTIFACTS.test(plain)) return { kind: 'artifacts' };
  return partOf(plain) ?? { kind: DIVISION.test(plain) ? 'division' : 'other' };
}

function partOf(plain: string): HeadingMeaning | null {
  if (/\bplanning$|^planning [-:] /.test(plain)) return { kind: 'part', part: 'planning' };
  return /\bresults$|^results [-:] /.test(plain) ? { kind: 'part', part: 'results' } : null;
}

const ROLLOUT =
  /^((staged|phased|gradual|unmoderated) )?roll-?out( strategy| schedule)?$|^((staged|phased) )release$/;
const MODERATED = /^moderated (production )?testing\b/;
const NUMBERED_PHASE = /^phase (iv|vi{0,3}|i{1,3}|\d)([a-z]?)\b(.*)$/;
const ROMAN = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii'];

/** A phase that is neither testing nor a rollout only groups what stands below it. */
function phaseOf(plain: string, words: string): PhaseMeaning | { kind: 'division' } | null {
  if (ROLLOUT.test(plain)) return unnumbered('rollout');
  if (MODERATED.test(plain)) return unnumbered('moderated-testing');
  const [, roman, suffix = '', rest = ''] = NUMBERED_PHASE.exec(plain) ?? [];
  if (roman === undefined) return null;
  const ordinal = ROMAN.includes(roman) ? String(ROMAN.indexOf(roman)) : roman;
  const phase = kindOfPhase(ordinal, rest, words);
  if (phase === null) return { kind: 'division' };
  const isStage = phase === 'rollout' && isOneStage(rest, words);
  return {
    kind: 'phase',
    phase,
    number: ordinal + suffix,
    part: partAfter(rest),
    stage: isStage ? roman.toUpperCase() : null,
  };
}

function unnumbered(phase: PhaseKind): PhaseMeaning {
  return { kind: 'phase', phase, number: null, part: null, stage: null };
}

function partAfter(rest: string): PhaseMeaning['part'] {
  const part = /^[\s:-]+(results|planning)$/.exec(rest)?.[1];
  return part === 'results' || part === 'planning' ? part : null;
}

/** The template has two phases; a third is one of them again only when it says so. */
function kindOfPhase(ordinal: string, rest: string, words: string): PhaseKind | null {
  if (/\b(moderated|uat|user acceptance|internal)\b/.test(rest)) return 'moderated-testing';
  if (saysRollout(rest) || words.includes('%')) return 'rollout';
  if (ordinal === '1') return 'moderated-testing';
  return ordinal === '2' ? 'rollout' : null;
}

/** What is done after the rollout is none. */
function saysRollout(rest: string): boolean {
  if (/\b(after|following|post|end of)\b/.test(rest)) return false;
  return /\b(roll-?out|canary|release|launch|go[- ]live)\b/.test(rest);
}

/** One share is a stage; `25% - 100%` are several. */
function isOneStage(rest: string, words: string): boolean {
  const shares = words.match(/\d\s*%/g) ?? [];
  return shares.length === 1 || (shares.length === 0 && /\bcanary\b/.test(rest));
}

const WEEK = /^(after )?(1|one)[- ]?week\b|^week (1|one)\b/;
const MONTH = /^(after )?(1|one)[- ]?month\b|^month (1|one)\b/;
const LATER = /^post[- ]?launch\b|^go[- ]?live!?$/;

function checkInOf(plain: string): CheckInKind | null {
  const rest = plain.replace(/^post[- ]?launch( metrics)?[\s:-]+(?=(1|one)[- ]?(week|month))/, '');
  if (WEEK.test(rest)) return 'week';
  if (MONTH.test(rest)) return 'month';
  if (!LATER.test(plain)) return null;
  return /\bquestions?\b/.test(plain) ? 'questions' : 'other';
}
