import sharp from 'sharp';
import { expect, it } from 'vitest';
import type { PickId } from '#schemas/common';
import type { PickInWords } from './pick-in-words.ts';
import { drawable, drawShareImage } from './share-image.ts';

const long = 'The Extraordinarily Long Name of a Team from Llanfairpwllgwyngyll';
const pick = (legs: number, what = `${long} -3.5 · spread`): PickInWords => ({
  pickId: '0190a000-0000-7000-8000-000000000001' as PickId,
  handle: 'ann_the_best_bettor_',
  displayName: 'Ann',
  title: 'NFL · Parlay',
  legs: Array.from({ length: legs }, () => ({ what, game: `${long} at ${long}` })),
  status: 'Under review',
  version: '0'.repeat(16),
});

it.each([1, 3, 12])(
  'the picture of a pick with %i legs is a PNG of 1200 x 630 pixels, all of it drawn inside its margins',
  async (legs) => {
    const png = await drawShareImage(pick(legs));
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1_200, 630]);
    expect(png.length).toBeLessThan(100_000);
    // Trimming takes the background off: what is left is what was drawn.
    const { info } = await sharp(png).trim({ threshold: 20 }).toBuffer({ resolveWithObject: true });
    expect([info.width <= 1_088 + 2, info.height <= 518 + 2, info.height > 300]).toEqual([true, true, true]);
  },
);

it('letters that the font lacks lose their marks or are left out, and a long text is cut', () => {
  expect(drawable('Đoković Łukasz Ñandú', 64)).toBe('Đoković Łukasz Ñandú');
  expect(drawable('Nguyễn ﬁve', 64)).toBe('Nguyen five'.replace('five', 'fve'));
  expect(drawable('日本 ⚽ FC\u202e Tokyo\u0000', 64)).toBe('FC Tokyo');
  expect(drawable('<img src=x onerror=alert(1)>', 64)).toBe('<img src=x onerror=alert(1)>');
  expect(drawable('a'.repeat(50), 10)).toBe(`${'a'.repeat(9)}…`);
});
