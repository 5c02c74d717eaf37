import type { Setting } from './setting.ts';
import { SETTINGS } from './table.ts';

/** Each setting as the parser, `--help` and the document read it. */
export const SETTING_LIST = Object.entries<Setting>(SETTINGS).map(([name, setting]) => ({
  ...setting,
  name,
  byDefault: setting.otherwise ?? setting.fallback ?? 'none',
}));
