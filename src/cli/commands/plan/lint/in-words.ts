import { styleText } from 'node:util';

import {
  missingInputs,
  RULES,
  type Finding,
  type Input,
  type LintContext,
  type LintReport,
  type LintSeverity,
} from '../../../../lint/index.ts';

type LintedFile = {
  readonly file: string;
  readonly report: LintReport;
  readonly context: LintContext;
};

/** The findings for people, section by section, and at the end whether the plan can start. */
export function findingsInWords({ file, report, context }: LintedFile): string {
  const sections = [...new Set(report.findings.map(({ section }) => section))];
  return [
    file,
    ...sections.flatMap((section) => sectionInWords(section, report)),
    ...notCheckedInWords(context),
    '',
    summary(report),
  ].join('\n');
}

function sectionInWords(section: string, { findings }: LintReport): readonly string[] {
  const here = findings.filter((finding) => finding.section === section);
  const later = here.filter(({ toCome }) => toCome);
  const now = here.filter(({ toCome }) => !toCome);
  return ['', strong(section), ...now.flatMap(findingInWords), ...toComeInWords(later)];
}

function findingInWords(finding: Finding): readonly string[] {
  const { line, column, severity, rule, section, message, suggestion } = finding;
  const place = `${line}:${column}`.padStart(8);
  return [
    `${place}  ${coloured(severity)}  ${faint(rule)}`,
    `          ${message.replace(` (${section})`, '')}`,
    `          → ${suggestion}${Object.hasOwn(SEE_ALSO, rule) ? ` ${SEE_ALSO[rule] ?? ''}` : ''}`,
  ];
}

/** What the command line has for these rules; their suggestions stand in the console, too. */
const SEE_ALSO: Readonly<Record<string, string>> = {
  'criterion-unreadable': 'What can be measured: phcc plan measures',
  'not-measured-yet': 'What is measured: phcc plan measures',
  'flag-and-journal-disagree': 'Its history: phcc flags history TOGGLE',
  'release-not-loaded': 'To load it: phcc plan load FILE',
};

function toComeInWords(toCome: readonly Finding[]): readonly string[] {
  const lines = [...new Set(toCome.map(({ line }) => line))];
  if (lines.length === 0) return [];
  const fields = lines.length === 1 ? '1 result is' : `${lines.length} results are`;
  const place = `${lines[0] ?? ''}`.padStart(8);
  return [`${place}  ${coloured('info')}  ${fields} still to come. Nothing to do now.`];
}

const HOW_TO_GIVE: Readonly<Record<Input, string>> = {
  'users-per-day': '--users-per-day N',
  baseline: '--baseline P',
  against: '--against FILE',
  server: '--server',
  now: '--now T',
};

function notCheckedInWords(context: LintContext): readonly string[] {
  const lines = RULES.flatMap((rule) => {
    const missing = missingInputs(rule, context).map((input) => HOW_TO_GIVE[input]);
    return missing.length === 0 ? [] : [`  ${rule.id.padEnd(26)} pass ${missing.join(' and ')}`];
  });
  return lines.length === 0 ? [] : ['', strong('Not checked'), ...lines];
}

function summary({ ready, findings }: LintReport): string {
  const count = (severity: LintSeverity) =>
    findings.filter((finding) => finding.severity === severity).length;
  const counts = [
    counted(count('error'), 'error'),
    counted(count('warning'), 'warning'),
    counted(count('info'), 'note'),
  ].join(', ');
  return ready
    ? `${counts}. The plan can start.`
    : `${counts}. The plan can’t start before its errors are fixed.`;
}

function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}

const COLOURS = { error: 'red', warning: 'yellow', info: 'cyan' } as const;
const WORDS = { error: 'error  ', warning: 'warning', info: 'note   ' } as const;

// styleText leaves the words plain unless standard output is a terminal.
const coloured = (severity: LintSeverity) => styleText(COLOURS[severity], WORDS[severity]);
const strong = (words: string) => styleText('bold', words);
const faint = (words: string) => styleText('dim', words);
