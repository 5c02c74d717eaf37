import { troubleOf } from '../../lib/database/index.ts';

/** Undefined where the database is away. */
export async function unlessAway<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (troubleOf(error) === null) throw error;
    return undefined;
  }
}
