import { crc32 } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { CRC_START, crcAfter, crcFinished } from './crc32.ts';

describe('the checksum of a text', () => {
  test('is that of its UTF-8 bytes, whatever is written in it', () => {
    const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(anyText, (text) => crcFinished(crcAfter(CRC_START, text)) === crc32(text)),
    );
  });

  test('goes on where another text ended', () => {
    const both = crcFinished(crcAfter(crcAfter(CRC_START, 'flagga_åäö'), '😀;1'));
    expect(both).toBe(crc32('flagga_åäö😀;1'));
  });

  test.each(['\ud83d', '\ude00', 'a\ud83db', '\ude00\ud83d', 'é\ud83d'])(
    'takes half a character, %j, for the replacement character',
    (text) => expect(crcFinished(crcAfter(CRC_START, text))).toBe(crc32(Buffer.from(text))),
  );
});
