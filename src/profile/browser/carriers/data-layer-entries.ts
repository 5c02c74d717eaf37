import type { Noticed } from './carrier.ts';

/** One push to `window.dataLayer`. */
export type DataLayerEntry = Readonly<Record<string, string | number>>;

/** Events that the first personal health care contacts page reported under names of their own. */
const FIRST_NAMES: Readonly<Record<string, string>> = {
  'phone-tapped': 'int-telephone-link-click',
  'help-read': 'int-additional-info-expand',
};

/** The elements of the design system that stood behind these names. */
const COMPONENTS: Readonly<Record<string, string>> = {
  'phone-tapped': 'va-telephone',
  'help-read': 'va-additional-info',
};

const NOTHING = '';

/**
 * An event as the site’s containers expect it: once with keys in kebab case, once in the custom form of GA4. A container
 * remembers a key until it is pushed again, so that the second form always has all of its own.
 */
export function dataLayerEntries(
  { event, ...particulars }: Noticed,
  page: string,
): readonly DataLayerEntry[] {
  const [particular = NOTHING, amount = NOTHING] = inOrder(particulars);
  return [
    {
      event: FIRST_NAMES[event] ?? event,
      'event-source': SOURCE,
      'page-name': page,
      ...particulars,
    },
    {
      event: 'interaction',
      action: event,
      component_name: COMPONENTS[event] ?? NOTHING,
      custom_string_1: page,
      custom_string_2: particular,
      custom_string_3: amount,
    },
  ];
}

const SOURCE = 'profile';

/** The particular is a text, the amount a number. */
function inOrder(particulars: Readonly<Record<string, string | number>>): readonly string[] {
  const values = Object.values(particulars);
  const find = (kind: 'string' | 'number') =>
    String(values.find((value) => typeof value === kind) ?? NOTHING);
  return [find('string'), find('number')];
}
