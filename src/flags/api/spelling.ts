/** `profile_contacts` → `profileContacts` */
export function camelCase(key: string): string {
  return key.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * The feature that each spelling means: its own key first, then the key in snake case, then whatever reads
 * the same in camel case. So no feature answers to the name of another.
 */
export function createSpelling(keys: readonly string[]): (name: string) => string {
  const known = new Set(keys);
  const byCamelCase = new Map(keys.map((key) => [camelCase(key), key]));
  return (name) => {
    if (known.has(name)) return name;
    const snake = snakeCase(name);
    return known.has(snake) ? snake : (byCamelCase.get(name) ?? snake);
  };
}

/** `profileContacts` → `profile_contacts` */
function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/-/g, '_')
    .toLowerCase();
}
