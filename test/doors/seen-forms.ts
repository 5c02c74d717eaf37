/** The forms on our pages, so that a test fills in what stands there. */

export type SeenForm = {
  /** Where it is sent, below the program’s address. */
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
};

export function formsIn(html: string): readonly SeenForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([^]*?)<\/form>/g)].flatMap(
    ([, tag = '', inside = '']) => {
      const action = attribute(tag, 'action');
      return action === null ? [] : [{ action, fields: fieldsIn(inside) }];
    },
  );
}

function fieldsIn(inside: string): SeenForm['fields'] {
  const fields: (readonly [string, string])[] = [];
  let select = '';
  for (const [, tag = '', rest = ''] of inside.matchAll(FIELD)) {
    const name = attribute(rest, 'name');
    if (tag === 'select') select = name ?? '';
    const named = tag === 'option' ? select : name;
    if (named !== null && named !== '' && tag !== 'select')
      fields.push([named, attribute(rest, 'value') ?? '']);
  }
  return fields;
}

const FIELD = /<(input|button|textarea|select|option)\b([^>]*)>/g;

function attribute(tag: string, name: string): string | null {
  const [, value = null] = new RegExp(`\\b${name}="([^"]*)"`).exec(tag) ?? [];
  return value?.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&') ?? null;
}
