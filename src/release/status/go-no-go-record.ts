import { PLAN_TIME_ZONE } from '../../calendar/index.ts';
import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { localTime, type PlanResults } from '../../plan/index.ts';
import type { AttachedEvidence } from '../journal/go-no-go/facts.ts';
import {
  DECISION_IN_WORDS,
  evidenceInWords,
  ITEM_ANSWERS,
  openInWords,
  upToInWords,
} from './go-no-go-words.ts';
import type { ConditionStatus, GoNoGoStatus, ItemAnswerStatus, ItemStatus } from './go-no-go.ts';
import type { Said } from './standing.ts';
import type { ReleaseStatus } from './status.ts';

/** The go/no-go as a Markdown document: items, answers, evidence, signatures, times. */
export function recordOfGoNoGo(status: ReleaseStatus, now: Date): string {
  const { goNoGo, title, planVersion } = status;
  const { items, conditions, dropped, signatures, evidence, changes } = goNoGo;
  return [
    `# Go/no-go: ${inline(title)}`,
    `Plan version ${planVersion}, as of ${timeInEasternTime(now.toISOString())}.`,
    `**Decision: ${decisionInWords(status)}**`,
    ...section(
      'Open',
      goNoGo.open.map(
        (part) =>
          `${openInWords(part.kind, part.isBad)}: ${inline(part.text)} (${roleOf(part.owner)})`,
      ),
    ),
    ...section('Items', items.flatMap(itemLines)),
    ...section(
      'Not asked',
      dropped.map(({ text, why }) => `${inline(text)}: ${inline(why)}`),
    ),
    ...section('Conditions', conditions.map(conditionLine)),
    ...section('Signatures', [
      ...signatures.map((one) => `${upToInWords(one.upTo)}, ${saidLine(one)}`),
      ...goNoGo.awaiting.map((one) => `Still to sign: ${inline(one)}`),
      ...goNoGo.endedSignatures.map(
        (one) => `Ended by the rollback: ${upToInWords(one.upTo)}, ${saidLine(one)}`,
      ),
    ]),
    ...section(
      'Changed since it was signed',
      changes.map(
        ({ part, before, after }) =>
          `${inline(part)}: ${inline(before ?? 'none')} → ${inline(after ?? 'none')}`,
      ),
    ),
    ...section('Evidence when it was signed', evidenceLines(evidence.signed)),
    ...section('Evidence now', evidenceLines(evidence.now)),
    '',
  ].join('\n\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.map((line) => `- ${line}`).join('\n')];
}

/** `conditional go up to Stage A` */
function decisionInWords({ goNoGo }: Pick<ReleaseStatus, 'goNoGo'>): string {
  const { decision, upTo, noGo, paused, voided } = goNoGo;
  const words = DECISION_IN_WORDS[decision];
  if (decision === 'conditional-go' && upTo !== null) return `${words} up to Stage ${upTo}`;
  if (decision === 'no-go' && noGo) return `${words}, ${saidLine(noGo)}`;
  if (decision === 'pause' && paused) return `${words}, ${saidLine(paused)}`;
  return voided === null ? words : `${words}. ${inline(voided.sentence)}`;
}

function itemLines({ number, text, owner, goodAnswer, answer, struck }: ItemStatus) {
  const asked = `${number}. ${inline(text)} (${roleOf(owner)}; good when ${goodAnswer})`;
  const current = answer === null ? '**open**' : givenLine(answer);
  return [`${asked}: ${current}`, ...struck.map((one) => `~~${number}: ${givenLine(one)}~~`)];
}

function givenLine(given: ItemAnswerStatus): string {
  const link = given.link === null ? '' : `, <${given.link.replaceAll('>', '%3E')}>`;
  return `${ITEM_ANSWERS[given.answer]}, ${saidLine(given)}${link}`;
}

function conditionLine({ number, text, owner, upTo, set, closed }: ConditionStatus): string {
  const state = closed === null ? '**open**' : `closed, ${saidLine(closed)}`;
  return `${number}. ${inline(text)} (${roleOf(owner)}, ${upToInWords(upTo)}, set by ${inline(set.by)}): ${state}`;
}

function saidLine({ by, at, why }: Said): string {
  return `${inline(by)}, ${timeInEasternTime(at)}${why === null ? '' : `: ${inline(why)}`}`;
}

function roleOf(owner: string | null): string {
  return owner?.replaceAll('-', ' ') ?? 'any operator';
}

function evidenceLines(evidence: AttachedEvidence | null): readonly string[] {
  if (evidence === null) return [];
  return evidenceInWords(evidence).map(([part, words]) => `${part}: ${words}`);
}

/** What the plan’s own field for its go/no-go says of it; nothing before anybody has said something. */
export function goNoGoResults(goNoGo: GoNoGoStatus): PlanResults {
  const { decision, upTo, items, conditions, signatures, noGo, paused } = goNoGo;
  const said = [
    ...signatures.map((one) => `Signed ${upToInWords(one.upTo)} by ${byAndWhy(one)}`),
    ...(noGo ? [`No-go by ${byAndWhy(noGo)}`] : []),
    ...(paused ? [`Pause by ${byAndWhy(paused)}`] : []),
    ...items.flatMap(({ text, answer }) =>
      answer ? [`“${text}”: ${ITEM_ANSWERS[answer.answer]}, by ${byAndWhy(answer)}`] : [],
    ),
    ...conditions.map(({ text, closed }) => {
      return `Condition “${text}”: ${closed ? `closed by ${byAndWhy(closed)}` : 'open'}`;
    }),
  ];
  if (said.length === 0) return [];
  const reach = decision === 'conditional-go' ? ` ${upToInWords(upTo)}` : '';
  const lines = [`The decision is: ${DECISION_IN_WORDS[decision]}${reach}`, ...said];
  const answer = { kind: 'lines', lines: lines.map((recorded) => ({ recorded })) } as const;
  return [{ place: { kind: 'planning' }, name: 'go/no-go', answer }];
}

/** `Pat Planner, product manager, 2024-04-08 10:00 ET: as agreed, https://…` */
function byAndWhy({ by, at, why, link = null }: Said & { readonly link?: string | null }): string {
  const grounds = [why, link].filter((part) => part !== null).join(', ');
  return `${by}, ${localTime(new Date(at), PLAN_TIME_ZONE)}${grounds === '' ? '' : `: ${grounds}`}`;
}

/** What people wrote is shown, and formats nothing. */
function inline(words: string): string {
  return words.replace(/[\\`*_[\]<>|~#]/g, (sign) => `\\${sign}`);
}
