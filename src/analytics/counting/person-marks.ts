import { EVENT_NAMES, type EventName } from '../events/event-table.ts';

/** Which events a person was counted for, by the number of the day or stage run: a bit for each event. */
export type EventMarks = Map<number, number>;

/** Four bytes for the number, two for the bits. */
const MARK_BYTES = 6;

export function marksIn(bytes: Buffer): EventMarks {
  const marks: EventMarks = new Map();
  for (let at = 0; at < bytes.length; at += MARK_BYTES) {
    marks.set(bytes.readUInt32LE(at), bytes.readUInt16LE(at + 4));
  }
  return marks;
}

export function marksInBytes(marks: EventMarks): Buffer {
  const bytes = Buffer.alloc(marks.size * MARK_BYTES);
  [...marks].forEach(([scope, bits], index) => {
    bytes.writeUInt32LE(scope, index * MARK_BYTES);
    bytes.writeUInt16LE(bits, index * MARK_BYTES + 4);
  });
  return bytes;
}

export const bitOf = (event: EventName): number => 1 << EVENT_NAMES.indexOf(event);

/** Adds what was seen of a person to their marks; the answer is what they had not been counted for before. */
export function addMarks(marks: EventMarks, seen: EventMarks): EventMarks {
  const added: EventMarks = new Map();
  for (const [scope, bits] of seen) {
    const before = marks.get(scope) ?? 0;
    const fresh = bits & ~before;
    if (fresh === 0) continue;
    marks.set(scope, before | bits);
    added.set(scope, fresh);
  }
  return added;
}

export function eventsIn(bits: number): readonly EventName[] {
  return EVENT_NAMES.filter((event) => (bits & bitOf(event)) !== 0);
}
