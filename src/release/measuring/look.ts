import type { Evidence } from '../evidence.ts';
import type { JournalEntry } from '../journal.ts';
import type { ReleasePlan } from '../plan/index.ts';
import type { Progress } from '../progress.ts';
import { rulesOf, type PlannedRule } from '../rules.ts';
import { logHarm } from '../watch/harm.ts';
import type { BrokenRule, Watched } from '../watch/watched.ts';
import { judgedNow, type Judged } from './judging.ts';
import { openingsOf } from './place.ts';
import type { RunWatch } from './run-watch.ts';
import type { Pulse } from './store.ts';
import { telemetryOf } from './telemetry.ts';

/** A release at one moment, with everything that was seen of its run. */
export type Scene = {
  readonly plan: ReleasePlan;
  readonly progress: Progress;
  readonly entries: readonly JournalEntry[];
  readonly watch: RunWatch;
  readonly pulses: readonly Pulse[];
  readonly now: Date;
};

/** What the numbers say of it, the success criteria not judged: that takes time, and is seldom asked for. */
export function look(scene: Scene): Watched {
  const { plan, watch } = scene;
  const { judged, unhealthy, blindSince } = openIn(scene);
  return {
    people: watch.people.in(judged.opening).shown,
    harm: watch.harm(judged),
    brokenRules: rulesOf(plan).rollback.flatMap((rule) => brokenRule(rule, watch, judged)),
    unmetCriteria: null,
    dependencyDownSince: watch.dependencyDownSince,
    blindSince,
    unhealthy,
  };
}

/** The same with the success criteria judged. */
export function judgedLook(scene: Scene): Watched {
  const { judged } = openIn(scene);
  const verdicts = rulesOf(scene.plan).criteria.map((rule) => judgedNow(rule, scene.watch, judged));
  const unmet = verdicts.filter(({ verdict }) => verdict !== 'met');
  return { ...look(scene), unmetCriteria: unmet.map(({ sentence }) => sentence) };
}

export function evidenceOf(scene: Scene): Evidence {
  const { watch } = scene;
  const { judged } = openIn(scene);
  const { open, closed } = watch.people.in(judged.opening).came;
  return {
    sighting: watch.sighting,
    ...logHarm(watch.harmWatch, watch.counts(judged)),
    failed: watch.people.failed,
    came: { open, closed },
  };
}

/** What is open, and how far its numbers can be trusted. */
export function openIn({ progress, entries, watch, pulses, now }: Scene) {
  const openings = openingsOf(entries).filter(({ run }) => run === watch.run);
  const present = openings.at(-1);
  const openedAt = present?.at ?? now;
  const runOpenedAt = openings.find(({ share }) => share > 0)?.at ?? now;
  const share = progress.phase === 'fully-on' ? 1 : (present?.share ?? 0);
  const { answers } = watch;
  const telemetry = telemetryOf({ pulses, share, openedAt, answers, now });
  const isBlind = telemetry.blindSince !== null;
  const opening = present?.opening ?? 0;
  const runsFirstOpening = openings.at(0)?.opening ?? 0;
  const judged: Judged = { share, opening, runOpenedAt, runsFirstOpening, isBlind, now };
  return { judged, openedAt, ...telemetry };
}

function brokenRule(rule: PlannedRule, watch: RunWatch, judged: Judged): readonly BrokenRule[] {
  const { verdict, sentence } = judgedNow(rule, watch, judged);
  return verdict === 'met' ? [{ severity: rule.severity, rule: rule.text, sentence }] : [];
}
