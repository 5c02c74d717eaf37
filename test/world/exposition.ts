/** Prometheus’ text format, read for tests. */
export type Series = {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
};

const LINE = /^(?<name>\w+)(?:\{(?<labels>.*)\})? (?<value>\S+)$/;

export function seriesIn(text: string): readonly Series[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const { name = '', labels = '', value = '' } = LINE.exec(line)?.groups ?? {};
    if (name === '') throw new Error(`not a line of metrics: ${line}`);
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)];
    const named = Object.fromEntries(pairs.map(([, label = '', said = '']) => [label, said]));
    return {
      name,
      labels: named,
      value: Number(value.replace('+Inf', 'Infinity')),
    };
  });
}

/** The sum of all series of this name that have these labels. */
export function sumOf(text: string, name: string, labels: Series['labels'] = {}): number {
  const isMeant = (one: Series) =>
    one.name === name &&
    Object.entries(labels).every(([label, said]) => one.labels[label] === said);
  return seriesIn(text)
    .filter(isMeant)
    .reduce((sum, { value }) => sum + value, 0);
}
