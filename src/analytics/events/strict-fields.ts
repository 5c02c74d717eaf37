/** The fields of an object; null where it is none. */
export function fieldsOf(sent: unknown): Readonly<Record<string, unknown>> | null {
  const isObject = typeof sent === 'object' && sent !== null && !Array.isArray(sent);
  return isObject ? (sent as Record<string, unknown>) : null;
}

export function oneOf<T extends string>(choices: readonly T[], sent: unknown): T | null {
  return choices.find((choice) => choice === sent) ?? null;
}

export function choiceOf(name: string, choices: readonly string[]): string {
  return `“${name}” should be one of ${choices.join(', ')}.`;
}

/** A name as it was sent, if it looks like one; of anything else nothing is repeated. */
export function quotedName(name: string): string {
  return /^[\w-]{1,40}$/.test(name) ? `“${name}”` : 'of that name';
}

/** By which a batch is known when it is sent again. A UUID fits. */
export function isBatchId(sent: unknown): sent is string {
  return typeof sent === 'string' && /^[\w-]{8,64}$/.test(sent);
}

export const WHAT_ID =
  '“id” should be 8 to 64 letters, digits, “-” and “_”, another one for each batch.';
