/**
 * CRC-32 (zlib, IEEE) of a text's UTF-8 bytes, in steps: start, go on with text after text, finish. A table
 * loop on the string itself, since a call into native code costs more than hashing a short id.
 */
export const CRC_START = -1;

const POLYNOMIAL = 0xedb88320;
const TABLE = Int32Array.from({ length: 256 }, (_, byte) => tableEntry(byte));

/** The state after one more text. A lone surrogate counts as U+FFFD, as it does when it is written as UTF-8. */
export function crcAfter(state: number, text: string): number {
  let crc = state;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x80) return afterUnicode(crc, text, index);
    crc = afterByte(crc, unit);
  }
  return crc;
}

/** The checksum, 0 to 4,294,967,295. */
export function crcFinished(state: number): number {
  return ~state >>> 0;
}

function afterUnicode(state: number, text: string, from: number): number {
  let crc = state;
  for (let index = from; index < text.length; index++) {
    const point = text.codePointAt(index) ?? 0;
    if (point > 0xffff) index++;
    crc = afterCodePoint(crc, isSurrogate(point) ? 0xfffd : point);
  }
  return crc;
}

function isSurrogate(point: number): boolean {
  return point >= 0xd800 && point <= 0xdfff;
}

function afterCodePoint(crc: number, point: number): number {
  if (point < 0x80) return afterByte(crc, point);
  if (point < 0x800) return afterTail(afterByte(crc, 0xc0 | (point >> 6)), point, 1);
  if (point < 0x10000) return afterTail(afterByte(crc, 0xe0 | (point >> 12)), point, 2);
  return afterTail(afterByte(crc, 0xf0 | (point >> 18)), point, 3);
}

/** The bytes of a UTF-8 sequence that follow its first one: six bits each, the highest first. */
function afterTail(state: number, point: number, bytes: number): number {
  let crc = state;
  for (let left = bytes - 1; left >= 0; left--) {
    crc = afterByte(crc, 0x80 | ((point >> (6 * left)) & 0x3f));
  }
  return crc;
}

function afterByte(crc: number, byte: number): number {
  return (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
}

function tableEntry(byte: number): number {
  let entry = byte;
  for (let bit = 0; bit < 8; bit++) entry = entry & 1 ? (entry >>> 1) ^ POLYNOMIAL : entry >>> 1;
  return entry;
}
