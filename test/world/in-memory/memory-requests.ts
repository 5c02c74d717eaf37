import {
  MOST_REQUESTS,
  type TesterRequest,
  type TesterRequests,
} from '../../../src/release/testing/requests.ts';

/** The same in memory, for benches. */
export function createMemoryTesterRequests(): TesterRequests {
  let kept: readonly (TesterRequest & { readonly releaseId: string })[] = [];
  return {
    add: (releaseId, requests) => {
      const all = [...kept, ...requests.map((request) => ({ ...request, releaseId }))];
      kept = all.filter((one, index) => {
        const after = all.slice(index + 1);
        const newer = after.filter(
          (other) => other.releaseId === one.releaseId && other.participant === one.participant,
        );
        return newer.length < MOST_REQUESTS;
      });
      return Promise.resolve();
    },
    of: (releaseId) => Promise.resolve(kept.filter((one) => one.releaseId === releaseId)),
    removeBefore: (moment) => {
      kept = kept.filter(({ at }) => at >= moment);
      return Promise.resolve();
    },
  };
}
