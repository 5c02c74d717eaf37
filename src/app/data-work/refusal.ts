/** Why data were not moved, in a sentence for the operator. Thrown inside a transaction, it undoes it. */
export class DataRefusedError extends Error {
  override readonly name = 'DataRefusedError';
  readonly code: 'no-data' | 'not-empty' | 'instances-running' | 'newer-program';
  constructor(code: DataRefusedError['code'], sentence: string) {
    super(sentence);
    this.code = code;
  }
}
