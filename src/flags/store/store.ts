import type { ChangeNote, FlagChange } from '../change.ts';
import type { Feature } from '../feature.ts';

/** Where features and their gates live. Every store passes `store.contract.test.ts`. */
export type FlagStore = {
  /** Every known feature with its gates, in the order in which they were added. */
  load(): Promise<readonly Feature[]>;
  /** Makes the change; adds the feature when it is not known. Making it twice is the same as once. */
  write(featureKey: string, change: FlagChange, note: ChangeNote): Promise<void>;
  remove(featureKey: string, note: ChangeNote): Promise<void>;
};
