import type { Finding, LintReport, Severity } from '../../../../release/lint/index.ts';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
};

/** Findings as workflow commands of GitHub Actions, which shows each at its line of a pull request. */
export function findingsForGithub(file: string, { findings }: LintReport): string {
  return findings.map((finding) => `${workflowCommand(file, finding)}\n`).join('');
}

function workflowCommand(
  file: string,
  { rule, severity, line, column, message, suggestion }: Finding,
): string {
  const properties = Object.entries({ file, line, col: column, title: rule })
    .map(([name, value]) => `${name}=${escapedProperty(String(value))}`)
    .join(',');
  return `::${COMMANDS[severity]} ${properties}::${escaped(`${message} ${suggestion}`)}`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
