/** Why a data file can't be written or taken, in a sentence for the operator. Whoever throws it has changed nothing, or undoes it. */
export class DataFileError extends Error {
  override readonly name = 'DataFileError';
  readonly code: 'unreadable' | 'unwritable' | 'foreign-file' | 'damaged-file' | 'newer-program';
  constructor(code: DataFileError['code'], sentence: string) {
    super(sentence);
    this.code = code;
  }
}
