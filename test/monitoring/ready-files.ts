import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

const FOLDER = join(import.meta.dirname, '../../monitoring');

const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8');

type RecordingRule = { readonly record: string; readonly expr: string };
export type AlertRule = {
  readonly alert: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
};
type RuleFile = { readonly groups: readonly { readonly rules: readonly unknown[] }[] };

function rulesIn(file: string): readonly unknown[] {
  return (parse(read(file)) as RuleFile).groups.flatMap(({ rules }) => rules);
}

export const RECORDING = rulesIn('rules/recording.yml') as readonly RecordingRule[];
export const ALERTS = rulesIn('rules/alerts.yml') as readonly AlertRule[];

type RuleTests = {
  readonly tests: readonly {
    readonly name: string;
    readonly promql_expr_test?: readonly { readonly exp_samples: readonly unknown[] }[];
  }[];
};

/** The names of alerts of which a test says when they fire and when they don’t. */
export const TESTED_ALERTS = (parse(read('rules/alerts.test.yml')) as RuleTests).tests.flatMap(
  ({ name, promql_expr_test: asked = [] }) => {
    const fires = asked.some(({ exp_samples: samples }) => samples.length > 0);
    const isQuiet = asked.some(({ exp_samples: samples }) => samples.length === 0);
    return fires && isQuiet ? [name] : [];
  },
);

type Target = { readonly expr: string; readonly legendFormat: string };
type Dashboard = {
  readonly panels: readonly { readonly title: string; readonly targets?: readonly Target[] }[];
  readonly annotations: {
    readonly list: readonly { readonly expr: string; readonly titleFormat: string }[];
  };
};

const GRAFANA = JSON.parse(read('grafana/personal-health-care-contacts.json')) as Dashboard;

/** What Grafana’s dashboard asks, with the labels that its legends name. */
export const SHOWN = [
  ...GRAFANA.panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr, legendFormat }) => ({ title, expr: withVariables(expr), legendFormat })),
  ),
  ...GRAFANA.annotations.list.map(({ expr, titleFormat }) => ({
    title: titleFormat,
    expr: withVariables(expr),
    legendFormat: titleFormat,
  })),
];

function withVariables(expr: string): string {
  return expr.replaceAll('$__rate_interval', '5m').replaceAll('$job', 'phcc');
}
