import { parseSettings } from '../../src/app/settings/index.ts';
import type { Protection } from '../../src/va-profile/index.ts';

/** How VA Profile is protected by default. */
export const PROTECTION: Protection = protectionByDefault();

function protectionByDefault(): Protection {
  const settings = parseSettings({});
  if (!settings.ok) throw new Error(settings.error.join(' '));
  return settings.value.vaProfileProtection;
}
