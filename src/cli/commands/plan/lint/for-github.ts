import type { Finding, LintReport, LintSeverity } from '../../../../lint/index.ts';

const COMMANDS: Readonly<Record<LintSeverity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
};

/**
 * Findings as workflow commands of GitHub Actions, which shows them at their lines of a pull request. It shows
 * no more than ten of each kind, so results that are still to come are left out.
 */
export function findingsForGithub(file: string, { findings }: LintReport): string {
  const toShow = findings.filter(({ toCome }) => !toCome);
  return toShow.map((finding) => `${findingCommand(file, finding)}\n`).join('');
}

/** Why a file could not be linted, at its top. */
export function failureForGithub(file: string, sentence: string): string {
  return `${workflowCommand('error', { file }, sentence)}\n`;
}

function findingCommand(file: string, finding: Finding): string {
  const { rule, severity, line, column, message, suggestion } = finding;
  const properties = { file, line, col: column, title: rule };
  return workflowCommand(COMMANDS[severity], properties, `${message} ${suggestion}`);
}

function workflowCommand(
  command: string,
  properties: Readonly<Record<string, string | number>>,
  text: string,
): string {
  const stated = Object.entries(properties).map(
    ([name, value]) => `${name}=${escapedProperty(String(value))}`,
  );
  return `::${command} ${stated.join(',')}::${escaped(text)}`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
