import { describe, expect, test } from 'vitest';

import { afterCall, DEPENDENCY_WELL, type DependencyHealth } from './dependency.ts';

const START = Date.parse('2024-04-08T14:00:00Z');
const atMinute = (minute: number) => new Date(START + minute * 60_000);

/** One call a minute from the start on: `.` is well, `x` failed. */
function after(calls: string): DependencyHealth {
  return Array.from(calls).reduce(
    (health, call, minute) => afterCall(health, { failed: call === 'x', at: atMinute(minute) }),
    DEPENDENCY_WELL,
  );
}

describe('the service behind the feature', () => {
  test('is well while single calls fail', () => {
    expect(after('..........x....x....xx..').downSince).toBeNull();
  });

  test('is down once half of the last ten calls failed', () => {
    expect(after('..........xxxx').downSince).toBeNull();
    expect(after('..........xxxxx').downSince).toEqual(atMinute(14));
    expect(after('xxxxx').downSince).toEqual(atMinute(4));
  });

  test('stays down from the same moment until nearly all calls are well again', () => {
    expect(after('..........xxxxxxx...').downSince).toEqual(atMinute(14));
    expect(after(`xxxxx${'.'.repeat(8)}`).downSince).toEqual(atMinute(4));
    expect(after(`xxxxx${'.'.repeat(9)}`).downSince).toBeNull();
  });
});
