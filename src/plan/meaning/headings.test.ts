import { describe, expect, it } from 'vitest';
import { meaningOfHeading } from './headings.ts';
import { knownLabel } from './labels.ts';

/** `moderated-testing 1`, `rollout stage I`, `stage A`, `A results`, `week`, `planning`, or the plain kind. */
function inWords(heading: string): string {
  const meaning = meaningOfHeading(heading);
  switch (meaning.kind) {
    case 'phase': {
      const { phase, number, stage, part } = meaning;
      return [phase, number, stage && `stage ${stage}`, part].filter(Boolean).join(' ');
    }
    case 'stage':
      return `stage ${meaning.letter}`;
    case 'stage-part':
      return `${meaning.letter} ${meaning.part}`;
    case 'part':
      return meaning.part;
    case 'check-in':
      return meaning.checkIn;
    default:
      return meaning.kind;
  }
}

describe('a heading', () => {
  it.each([
    [
      'Phase I: moderated production testing (also known as User Acceptance Testing, or UAT)',
      'moderated-testing 1',
    ],
    ['Phase I – moderated\u00A0production testing', 'moderated-testing 1'],
    ['Phase I – Pilot – moderated production testing', 'moderated-testing 1'],
    ['Phase I - UAT', 'moderated-testing 1'],
    ['Phase I: Internal Testing and UAT', 'moderated-testing 1'],
    ['Phase I: Internal Testing and Review', 'moderated-testing 1'],
    ['Phase Ib: small pilot', 'moderated-testing 1b'],
    ['Phase I: Canary (1%)', 'rollout 1 stage I'],
    ['Phase II: Staged Rollout (also known as unmoderated production testing)', 'rollout 2'],
    ['Phase II – phased rollout', 'rollout 2'],
    ['Phase II: 25% - 100%', 'rollout 2'],
    ['Phase II: Rollout', 'rollout 2'],
    ['Phase II: unmoderated production testing', 'rollout 2'],
    ['Phase 2 results', 'rollout 2 results'],
    ['Phased Rollout Strategy', 'rollout'],
    ['Staged Rollout Schedule', 'rollout'],
    ['Staged Rollout', 'rollout'],
    ['3. Staged Rollout', 'rollout'],
  ])('“%s” opens %s', (heading, meaning) => {
    expect(inWords(heading)).toBe(meaning);
  });

  it.each([
    ['Stage A: Canary', 'stage A'],
    ['Stage A: Canary (5%)', 'stage A'],
    ['Stage A: Canary - 1% of users', 'stage A'],
    ['Stage A: Canary — 1% of users', 'stage A'],
    ['Stage A: 10%', 'stage A'],
    ['Stage B: 25% of users', 'stage B'],
    ['Stage B: Continued at 20% of users', 'stage B'],
    ['Stage B: moderate', 'stage B'],
    ['Stage C: 50% of users (optional)', 'stage C'],
    ['Stage A: Release 2.4 – 10% of users – 02/25/2025', 'stage A'],
    ['Stage F: Go Live!', 'stage F'],
    ['Canary Phase', 'stage A'],
    ['Stage 1', 'stage 1'],
    ['Stage 12: rest', 'stage 12'],
    ['Stage A Results (Jan 8-13, 2025)', 'A results'],
    ['Stage B: Planning', 'B planning'],
    ['Results of Stage B', 'B results'],
    ['Stage a release for the next week first', 'other'],
    ['Stages and their owners', 'other'],
    ['Staging Review', 'other'],
  ])('“%s” is %s', (heading, meaning) => {
    expect(inWords(heading)).toBe(meaning);
  });

  it.each([
    ['Post Launch metrics', 'other'],
    ['1-week results', 'week'],
    ['1-week results at 100%', 'week'],
    ['1-week results post 100% rollout', 'week'],
    ['1-Week Results Post-Launch (Jan 23-30, 2025)', 'week'],
    ['Post-launch: 1 week results', 'week'],
    ['1-month results', 'month'],
    ['One month results', 'month'],
    ['Post-launch Questions', 'questions'],
    ['Post Launch Questions', 'questions'],
    ['Go Live!', 'other'],
  ])('“%s” is the check-in %s', (heading, checkIn) => {
    expect(meaningOfHeading(heading)).toEqual({ kind: 'check-in', checkIn });
  });

  it.each([
    ['Step 1: Development', 'toggles'],
    ['Development', 'toggles'],
    ['Toggle / Flipper', 'toggles'],
    ['Feature toggle', 'toggles'],
    ['Step 3: Production rollout', 'division'],
    ['Rollout Planning', 'planning'],
    ['Planning:', 'planning'],
    ['Results:', 'results'],
    ['Change-log', 'changelog'],
    ['Important artifacts', 'artifacts'],
    ['Communication plan', 'other'],
    ['Phase out the old page', 'other'],
  ])('“%s” announces %s', (heading, meaning) => {
    expect(inWords(heading)).toBe(meaning);
  });
});

describe('a label', () => {
  it.each([
    'Define Rollback process',
    'Define the Rollback process',
    'Rollback plan:',
    '**Rollback Plan**',
    'Rollback Criteria',
    'Rollback',
  ])('“%s” asks for the rollback plan', (label) => {
    expect(knownLabel(label, 'planning')?.name).toBe('rollback');
    expect(knownLabel(label, 'head')?.name).toBe('rollback');
  });

  it.each([
    ['Date range or test duration', 'dates'],
    ['Percentage of Users (and roughly how many users do you expect this to be)?', 'percentage'],
    ['Launch %', 'percentage'],
    ['Was the data submitted (if any) easy for VA to process?', 'data easy to process'],
    ['What UX changes (if any) are necessary based on the logs?', 'changes'],
    ['Any changes necessary based on the logs, or feedback?', 'changes made'],
    ['Links to dashboard(s) showing “success criteria” metrics', 'dashboards'],
    ['How you’ll recruit the right production test users', 'recruiting'],
    ['Weather', undefined],
    ['Number of users who called', undefined],
  ])('“%s” asks for: %s', (label, name) => {
    expect(knownLabel(label, 'planning')?.name).toBe(name);
  });
});
