import type { Sharp } from 'sharp';

/** Pixels of a side of the picture that is hashed, and coefficients of a side that make the hash. */
const SIDE = 32;
const BITS = 8;
/** Levels of grey, of 256, between the lightest and the darkest pixel of a picture with anything in it. */
const LEAST_CONTRAST = 16;
/** Cosines of the discrete transform, by frequency and pixel. */
const COSINES = Array.from({ length: BITS }, (_, frequency) =>
  Float64Array.from({ length: SIDE }, (__, x) => Math.cos(((2 * x + 1) * frequency * Math.PI) / (2 * SIDE))),
);

/**
 * A perceptual hash of 64 bits, as 16 hexadecimal digits: the 8 x 8 lowest frequencies of the picture in grey against their median. Size, quality
 * and format change at most 4 bits of it, another photograph some 20; slips of one book may differ in none (docs/adr). Some 5 ms of CPU.
 * @returns null for a picture of one colour, which looks like any other
 */
export async function perceptualHash(picture: Sharp): Promise<string | null> {
  const grey = await picture
    .flatten({ background: '#fff' })
    .resize(SIDE, SIDE, { fit: 'fill' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  if (Math.max(...grey) - Math.min(...grey) < LEAST_CONTRAST) return null;
  const rows = Array.from({ length: SIDE }, (_, y) => COSINES.map((cosine) => product(cosine, (x) => grey[y * SIDE + x] ?? 0)));
  const transformed = COSINES.flatMap((cosine) => COSINES.map((_, u) => product(cosine, (y) => rows[y]?.[u] ?? 0)));
  const median = transformed.toSorted((a, b) => a - b)[(BITS * BITS) / 2] ?? 0;
  const bits = transformed.map((value) => (value > median ? '1' : '0')).join('');
  return (bits.match(/.{4}/g) ?? []).map((four) => Number.parseInt(four, 2).toString(16)).join('');
}

function product(cosine: Float64Array, valueAt: (i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < cosine.length; i++) sum += (cosine[i] ?? 0) * valueAt(i);
  return sum;
}

/** The bits in which two hashes differ. */
export const distance = (a: string, b: string): number =>
  [...a].reduce((sum, digit, i) => sum + (ONES[Number.parseInt(digit, 16) ^ Number.parseInt(b[i] ?? '0', 16)] ?? 0), 0);
const ONES = [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4];
