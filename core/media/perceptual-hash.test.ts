import sharp, { type Sharp } from 'sharp';
import { expect, it } from 'vitest';
import { distance, perceptualHash } from './perceptual-hash.ts';

/** Bits up to which core/media/blocked-hashes.ts takes two pictures for the same. */
const MOST_BITS = 6;

const svg = (seed: number) => {
  const circle = (i: number) =>
    `<circle cx="${(i * 197 * (seed + 3)) % 900}" cy="${(i * 131 * (seed + 5)) % 600}" r="${40 + ((i * seed * 37) % 90)}" fill="hsl(${i * 40 + seed * 13},70%,${20 + ((i * seed * 29) % 60)}%)"/>`;
  const circles = Array.from({ length: 9 }, (_, i) => circle(i)).join('');
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600"><rect width="900" height="600" fill="hsl(${seed * 83},50%,25%)"/>${circles}</svg>`,
  );
};
const hashOf = async (picture: Sharp | Buffer): Promise<string> =>
  (await perceptualHash(Buffer.isBuffer(picture) ? sharp(picture) : picture)) ?? 'none';

it.each([
  ['a quality of 20', (picture: Sharp) => picture.jpeg({ quality: 20 })],
  ['half of the size', (picture: Sharp) => picture.resize(450).png()],
  ['another format', (picture: Sharp) => picture.webp({ quality: 40 })],
  ['less of its edge', (picture: Sharp) => picture.extract({ left: 9, top: 6, width: 882, height: 588 }).png()],
  ['more light', (picture: Sharp) => picture.modulate({ brightness: 1.1 }).png()],
  ['no colour', (picture: Sharp) => picture.greyscale().png()],
])('a picture with %s is the same', async (_, changed) => {
  for (const seed of [3, 7, 11]) {
    const there = await hashOf(sharp(svg(seed)));
    expect(there).toMatch(/^[0-9a-f]{16}$/);
    expect(distance(there, await hashOf(await changed(sharp(svg(seed))).toBuffer()))).toBeLessThanOrEqual(MOST_BITS);
  }
});

it('other pictures are not the same, by far', async () => {
  const hashes = await Promise.all(Array.from({ length: 24 }, (_, seed) => hashOf(sharp(svg(seed + 1)))));
  const distances = hashes.flatMap((one, i) => hashes.slice(0, i).map((other) => distance(one, other)));
  expect(Math.min(...distances)).toBeGreaterThan(2 * MOST_BITS);
});

it('a picture of one colour has none, since it looks like any other', async () => {
  const plain = sharp({ create: { width: 90, height: 60, channels: 3, background: '#c02840' } });
  expect(await perceptualHash(plain)).toBeNull();
});
