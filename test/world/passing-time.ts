import { onTestFinished, vi } from 'vitest';

/** The clock that nobody sets stands still, however busy the machine is, but for what the test lets pass. */
export function passingTime(): { readonly pass: (ms: number) => void } {
  let nowMs = performance.now();
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  onTestFinished(() => clock.mockRestore());
  return {
    pass: (ms) => {
      nowMs += ms;
    },
  };
}
