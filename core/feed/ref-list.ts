import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { UserId } from '#schemas/common';
import { bytesOf, type FeedRef, idOf, packRefs, unpackRefs, withAuthor, withoutAuthor } from './feed-ref.ts';

/** A reference in a list of several authors' items, with one number: a score, or the place of a word in a table. */
export interface ListedRef {
  readonly ref: FeedRef;
  readonly value: number;
}

const COUNT = 2;
const ID = 16;
/** Bytes of a row beside its packed reference: the author, and the number as a double. */
const BESIDE = ID + 8;

/** Packs a list: some 30 bytes a row. Authors and events stand in many rows, so that the list is deflated to half. */
export function packList(rows: readonly ListedRef[]): Uint8Array {
  const beside = Buffer.alloc(COUNT + rows.length * BESIDE);
  beside.writeUInt16BE(rows.length);
  for (const [i, { ref, value }] of rows.entries()) {
    bytesOf(ref.authorId).copy(beside, COUNT + i * BESIDE);
    beside.writeDoubleBE(value, COUNT + i * BESIDE + ID);
  }
  return deflateRawSync(Buffer.concat([beside, packRefs(rows.map(({ ref }) => withoutAuthor(ref)))]));
}

/** The list in its order. */
export function unpackList(packed: Uint8Array): ListedRef[] {
  const bytes = inflateRawSync(packed);
  const count = bytes.readUInt16BE();
  return unpackRefs(bytes.subarray(COUNT + count * BESIDE)).map((ref, i) => {
    const at = COUNT + i * BESIDE;
    return { ref: withAuthor(ref, idOf(bytes.subarray(at, at + ID)) as UserId), value: bytes.readDoubleBE(at + ID) };
  });
}
