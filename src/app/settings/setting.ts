import type { SettingForm } from './forms.ts';

export type Setting = {
  readonly form: SettingForm<unknown>;
  /** What holds where nothing is set, written as it would be in the environment. */
  readonly fallback: string | null;
  /** What happens without it, where more than its own value decides that. */
  readonly otherwise?: string;
  readonly meaning: string;
  /** Production does not start without it. */
  readonly isRequired?: true;
  /** Its value is never repeated in a message. */
  readonly isSecret?: true;
};
