import { placeAt, type Place, type Source, type Span } from './text/source.ts';
import type { TypedValue } from './typed/typed-value.ts';

/** Data with each span as the line and column where it begins. */
export type Placed<T> = T extends Span
  ? Place
  : T extends readonly (infer Item)[]
    ? readonly Placed<Item>[]
    : T extends object
      ? Unspanned<T> & (T extends { readonly span: Span } ? Place : unknown)
      : T;

type Unspanned<T> = {
  readonly [Key in keyof T as Key extends 'span' ? never : Key]: Placed<T[Key]>;
};

export type TypedView = Placed<TypedValue>;

export function typedView(source: Source, typed: TypedValue): TypedView {
  return placed(source, typed) as TypedView;
}

function placed(source: Source, data: unknown): unknown {
  if (Array.isArray(data)) return data.map((item: unknown) => placed(source, item));
  if (typeof data !== 'object' || data === null) return data;
  const entries = Object.entries(data).map(([key, value]: [string, unknown]) =>
    key === 'span'
      ? Object.entries(placeAt(source, (value as Span).start))
      : [[key, placed(source, value)]],
  );
  return Object.fromEntries(entries.flat());
}
