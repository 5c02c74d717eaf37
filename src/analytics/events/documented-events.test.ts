import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { definitionOf, EVENT_NAMES, type EventDefinition } from './event-table.ts';

test('docs/events.md tells every event as the program knows it', () => {
  const document = readFileSync(new URL('../../../docs/events.md', import.meta.url), 'utf8');
  const rows = document.split('\n').filter((line) => line.startsWith('| `'));
  const told = rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const known = EVENT_NAMES.map((name) => {
    const definition = definitionOf(name);
    const { by, meaning } = definition;
    return [`\`${name}\``, by, particularOf(definition), amountOf(definition), meaning];
  });
  expect(told).toEqual(known);
});

test('there are no more events than a person’s mark has bits', () => {
  expect(EVENT_NAMES.length).toBeLessThanOrEqual(16);
});

function particularOf({ detail }: EventDefinition): string {
  if (detail === null) return 'none';
  const { name, values } = detail;
  const what =
    values === 'fingerprint'
      ? 'eight hexadecimal digits'
      : values.map((value) => `\`${value}\``).join(', ');
  return `\`${name}\`: ${what}`;
}

function amountOf({ value }: EventDefinition): string {
  return value === null ? 'none' : `\`${value.name}\`, ${value.unit}`;
}
