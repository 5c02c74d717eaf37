/** The rows of the conditional go's form; who needs more signs again. */
export const CONDITION_ROWS = [1, 2, 3] as const;
