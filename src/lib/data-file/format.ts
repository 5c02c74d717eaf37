/**
 * A data file is lines of JSON, so that a shell can look into it: a header; for each table a line that names it and
 * one for each of its rows; the end, with what was counted; and the SHA-256 of all bytes before the last line. A value
 * is the text that PostgreSQL writes for it, or null, so that 64-bit integers, bytes and moments come back as they were.
 */
export const FORMAT = 'phcc-data';
export const FORMAT_VERSION = 1;

export type DataHeader = {
  readonly format: typeof FORMAT;
  readonly version: number;
  /** Which version of the program wrote it. */
  readonly program: string;
  /** ISO 8601. */
  readonly takenAt: string;
  /** What had been done to the database, which says how its tables are made. */
  readonly migrations: readonly string[];
};

export type TableLine = { readonly table: string; readonly columns: readonly string[] };

/** The values of one row, in the order of its table's columns. */
export type RowLine = readonly (string | null)[];

export type EndLine = {
  /** How many rows each table had. */
  readonly rows: Readonly<Record<string, number>>;
  /** Where each sequence stood. */
  readonly sequences: readonly SequenceState[];
};

export type SequenceState = {
  readonly name: string;
  readonly last: string;
  readonly called: boolean;
};

export type ChecksumLine = { readonly sha256: string };
