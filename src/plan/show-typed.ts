import { placeAt, type Source, type Span } from './text/source.ts';
import type { TypedValue } from './typed/typed-value.ts';

/** A typed value as JSON: each span in it is the `line` and `column` where it begins. */
export type TypedView = { readonly kind: TypedValue['kind']; readonly [key: string]: unknown };

export function typedView(source: Source, typed: TypedValue): TypedView {
  return { ...placedObject(source, typed), kind: typed.kind };
}

function placedObject(source: Source, data: object): Readonly<Record<string, unknown>> {
  const entries = Object.entries(data).map(([key, value]: [string, unknown]) =>
    isSpan(value) ? { ...placeAt(source, value.start) } : { [key]: placed(source, value) },
  );
  return entries.reduce<Readonly<Record<string, unknown>>>(
    (all, entry) => ({ ...all, ...entry }),
    {},
  );
}

function placed(source: Source, data: unknown): unknown {
  if (Array.isArray(data)) return data.map((item: unknown) => placed(source, item));
  return typeof data === 'object' && data !== null ? placedObject(source, data) : data;
}

function isSpan(value: unknown): value is Span {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value;
}
