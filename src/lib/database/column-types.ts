import { types, type CustomTypesConfig } from 'pg';

const { INT8, DATE } = types.builtins;

/**
 * How columns become JavaScript, where the driver's own choice is a trap: it reads `int8` (and so `count(*)`)
 * as text, and `date` as midnight wherever the server happens to be.
 */
export const columnTypes: CustomTypesConfig = {
  getTypeParser: (oid, format): unknown => {
    if (format === 'text' || format === undefined) {
      if (oid === INT8) return toSafeInteger;
      if (oid === DATE) return asWritten;
    }
    return types.getTypeParser(oid, format);
  },
};

function toSafeInteger(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number;
  throw new RangeError('An int8 is beyond 2^53 - 1 and would lose digits: select it cast to text.');
}

const asWritten = (text: string): string => text;
