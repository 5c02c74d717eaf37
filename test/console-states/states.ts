/** How a release gets into each state of the closed list: a state that is added has to be added here. */
import { readFileSync } from 'node:fs';

import { examplePlan } from '../../src/app/development/example-plan.ts';
import type { ReleaseState } from '../../src/release/index.ts';
import type { OperatorRole } from '../../src/roles/index.ts';

type StateKind = ReleaseState['kind'];

/** One release, and what its people do to it through the API. */
export type Hand = {
  readonly id: string;
  readonly toggle: string;
  load(document: string): Promise<void>;
  /** Below the release’s own address. */
  post(path: string, body?: object, role?: OperatorRole): Promise<void>;
  /** The same, however it ends. */
  attempt(path: string, body: object): Promise<void>;
  /** Everybody answers what is asked of their role, and items as they should be. */
  answerAll(): Promise<void>;
  /** Visits of so many people of either half, of whom so many met an error of ours with the feature. */
  visits(people: number, failing?: number): Promise<void>;
  /** So many Veterans look around with browsers, as people do. */
  browse(people: number): Promise<void>;
  /** The program’s clock goes on by so many minutes. */
  pass(minutes: number): Promise<void>;
  /** From now on no step that concerns its flag is finished. */
  cutFlag(): void;
  removeFlag(): Promise<void>;
  until(state: StateKind): Promise<void>;
};

const MVP = readFileSync('release-plans/personal-health-care-contacts-mvp.md', 'utf8');
/** It may be loaded, but much in it is odd. */
const WITH_FINDINGS = MVP.replace(', at least 200 answers', '')
  .replace('over 1 hour, at least 40 requests', 'over 1 hour, at least 4 requests')
  .replace('20% (at least 500 people)', '20%');

const of = (document: string, { toggle }: Hand) =>
  document.replaceAll('`profile_contacts`', `\`${toggle}\``);
const named = (document: string, name: string) =>
  document.replace(/^# .*$/m, `# Release plan: ${name}`);

const DAY = 24 * 60;
const NOBODY_TESTED = { reason: 'Nobody tested this one' };
const AT_ONCE = { override: true, reason: 'The usual time is not needed here' };

async function signed(hand: Hand, document: string): Promise<void> {
  await hand.load(of(document, hand));
  await hand.post('steps/start');
  await hand.answerAll();
  await hand.post('steps/go', NOBODY_TESTED);
}

async function openTo(hand: Hand, letter: 'A' | 'B' | 'C' | 'D' | 'fully-on'): Promise<void> {
  await signed(hand, named(examplePlan(MVP), `contacts, ${hand.id}`));
  for (const to of ['A', 'B', 'C', 'D', 'fully-on']) {
    await hand.post('steps/advance', { to, ...(to !== 'A' && AT_ONCE) });
    if (to === letter) return;
  }
}

/** Of yesterday, at which all have begun. */
const CALLS = {
  day: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
  confused: 12,
  wrongContact: 0,
  cannotChange: 3,
  other: 1,
};

/** A moment so many days from now, the clock having gone on by some. */
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** In this order, since the clock goes on for the first of them. */
export const STATES = {
  closed: async (hand) => {
    await openTo(hand, 'fully-on');
    for (const checkIn of ['one-week', 'one-month', 'post-launch'])
      await hand.post('check-ins', {
        checkIn,
        waive: true,
        reason: 'The page is to go with the next one',
      });
    await hand.removeFlag();
    await hand.post('steps/close', { removedIn: 'vets-api#17316' }, 'engineer');
  },
  'check-ins-due': async (hand) => {
    await openTo(hand, 'fully-on');
    await hand.pass(8 * DAY);
    await hand.until('check-ins-due');
  },
  'fully-on': (hand) => openTo(hand, 'fully-on'),
  draft: async (hand) => hand.load(of(named(WITH_FINDINGS, 'contacts, first draft'), hand)),
  'in-testing': async (hand) => {
    await hand.load(named(of(MVP, hand), 'contacts with phone numbers first'));
    await hand.post('steps/start');
    await hand.post('testers', {
      email: 'veteran-3999@example.test',
      participant: 'P1',
      ends: 'never',
    });
    await hand.post(
      'sessions',
      {
        startsAt: inDays(20),
        endsAt: inDays(20.02),
        moderator: 'Moderator M',
        participants: ['P1'],
        device: 'phone',
        tasks: ['Open the page from the hub', 'Read each contact aloud as right or wrong'],
      },
      'engineer',
    );
    await hand.post('tasks', {
      session: 1,
      participant: 'P1',
      task: 1,
      outcome: 'done-with-help',
      note: 'Looked for it below “Contact information” first',
      quote: 'I would not have found it by myself.',
    });
    await hand.post('bugs', {
      severity: 'high',
      ticket: 'https://github.com/department-of-veterans-affairs/va.gov-team/issues/79017',
    });
    await hand.post('answers', {
      question: 1,
      yes: false,
      reason: 'Two Veterans asked for larger print',
    });
  },
  'waiting-for-go': async (hand) => {
    await hand.load(named(of(MVP, hand), 'contacts in Spanish'));
    await hand.post('steps/start');
    await hand.answerAll();
    const conditions = [{ text: 'An alert was tried at night', owner: 'engineer' }];
    await hand.post('steps/go', { ...NOBODY_TESTED, upTo: 'A', conditions }, 'product-owner');
    await hand.post('steps/advance');
    await hand.post('steps/pause', {
      reason: 'The contact center is short of people until Thursday',
    });
    await hand.until('waiting-for-go');
  },
  open: async (hand) => {
    await signed(hand, MVP);
    await hand.post('steps/advance');
    await hand.browse(16);
    await hand.visits(300);
    await hand.post('calls', CALLS, 'contact-center');
    await hand.post('answers', { question: 2, yes: true }, 'contact-center');
    await hand.post('results', {
      place: 'testing',
      field: 'changes',
      choice: 'no',
      reason: 'Nobody asked for one',
    });
  },
  'on-hold': async (hand) => {
    await openTo(hand, 'B');
    await hand.visits(60);
    await hand.post(
      'steps/hold',
      { reason: 'A caller saw a stranger’s contacts' },
      'contact-center',
    );
  },
  'stepping-back': async (hand) => {
    await openTo(hand, 'B');
    hand.cutFlag();
    await hand.attempt('steps/step-back', {
      reason: 'Answers are slower since half of the Veterans have it',
    });
    await hand.until('stepping-back');
  },
  'rolled-back': async (hand) => {
    await openTo(hand, 'A');
    await hand.visits(400);
    await hand.visits(400, 60);
    await hand.until('rolled-back');
  },
} as const satisfies Readonly<Record<StateKind, (hand: Hand) => Promise<void>>>;
