import exifr from 'exifr';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { SIZES } from './media-keys.ts';
import { type NewPicture, rewritePicture } from './picture.ts';
import { sha256 } from './picture-hash.ts';
import { pictureFormat } from './sniff.ts';
import { type CorpusFile, corpus, eicar, eicarInComment } from './testdata/corpus.ts';
import { threatIn } from './yara.ts';

/** Every file once, as a proof: that has all the objects that a picture can have. */
const results = new Map<string, { file: CorpusFile; is: NewPicture | string }>();
beforeAll(async () => {
  for (const file of await corpus())
    results.set(file.name, { file, is: await rewritePicture(file.bytes, { purpose: 'proof', heic: true }) });
});
const taken = () => [...results.values()].flatMap(({ file, is }) => (typeof is === 'string' ? [] : [{ file, picture: is }]));
const objectsOf = ({ full, sizes, jpeg }: NewPicture): Buffer[] => [
  full,
  ...SIZES.map((size) => sizes[size]),
  ...(jpeg ? [jpeg] : []),
];

/** The names of the chunks of a WebP, read by its container's rules (https://developers.google.com/speed/webp/docs/riff_container). */
function chunksOf(webp: Buffer): string[] {
  const names: string[] = [];
  for (let at = 12; at < webp.length; at += 8 + webp.readUInt32LE(at + 4) + (webp.readUInt32LE(at + 4) % 2))
    names.push(webp.subarray(at, at + 4).toString('latin1'));
  return names;
}

/** The colour in the middle of the left half. */
async function colourAt(picture: Buffer, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(info.height * y) * info.width + Math.floor(info.width * x)) * info.channels;
  return [...data.subarray(at, at + 3)];
}

describe('the corpus', () => {
  it('has at least 60 files, of which each is taken in its size or refused with its reason', () => {
    expect(results.size).toBeGreaterThanOrEqual(60);
    const given = [...results.values()].map(({ file: { name }, is }) => [
      name,
      typeof is === 'string' ? is : [is.stored.width, is.stored.height],
    ]);
    expect(given).toEqual([...results.values()].map(({ file: { name, gives } }) => [name, gives]));
  });

  it('leaves nothing of the file in what is stored: no place, no metadata, no script, by a reader that is not the writer', async () => {
    for (const { file, picture } of taken())
      for (const object of objectsOf(picture)) {
        const read = await exifr
          .parse(object, { gps: true, xmp: true, iptc: true, icc: true, tiff: true })
          .catch(() => undefined);
        expect([file.name, read?.latitude, read?.GPSLatitude, read?.creator]).toEqual([
          file.name,
          undefined,
          undefined,
          undefined,
        ]);
        const { exif, xmp, iptc, comments } = await sharp(object).metadata();
        expect([file.name, exif, xmp, iptc, comments]).toEqual([file.name, undefined, undefined, undefined, undefined]);
        for (const word of ['<script', 'alert(', 'GPS', 'taken at home', 'Berlin', 'PK\x03\x04', 'Ann'])
          expect([file.name, word, object.includes(word)]).toEqual([file.name, word, false]);
      }
  });

  it('would show places, were it not written anew', async () => {
    const withPlace = await Promise.all(
      [...results.values()].map(async ({ file }) => ((await exifr.gps(file.bytes).catch(() => null)) ? file.name : null)),
    );
    expect(withPlace.filter((name) => name !== null).length).toBeGreaterThanOrEqual(3);
  });

  it('is served as WebP, and as JPEG, whatever it was', () => {
    for (const { picture } of taken()) {
      const { full, sizes, jpeg } = picture;
      for (const object of [full, ...SIZES.map((size) => sizes[size])]) {
        expect(pictureFormat(object)).toBe('webp');
        expect(['VP8 ', 'VP8L', 'VP8X', 'ALPH']).toEqual(expect.arrayContaining(chunksOf(object)));
        expect(object.length).toBe(object.readUInt32LE(4) + 8);
      }
      expect(jpeg && pictureFormat(jpeg)).toBe('jpeg');
      expect(picture.stored).toMatchObject({ sha256: sha256(full), jpegSha256: jpeg && sha256(jpeg), bytes: full.length });
    }
  });

  it('is enlarged in no size', async () => {
    for (const { file, picture } of taken())
      for (const size of SIZES) {
        const { width, height } = await sharp(picture.sizes[size]).metadata();
        expect([file.name, width <= Math.min(size, picture.stored.width)]).toEqual([file.name, true]);
        expect([file.name, height <= Math.min(size, picture.stored.height)]).toEqual([file.name, true]);
      }
  });
});

describe('a picture', () => {
  const pictureOf = (name: string): NewPicture => {
    const { is } = results.get(name) ?? {};
    if (is === undefined || typeof is === 'string') throw new Error(`${name}: ${is}`);
    return is;
  };
  const isRed = ([r = 0, g = 0]: number[]) => r > 150 && g < 90;

  it.each([
    [1, 0.25, 0.5],
    [2, 0.75, 0.5],
    [3, 0.75, 0.5],
    [4, 0.25, 0.5],
    [5, 0.5, 0.25],
    [6, 0.5, 0.25],
    [7, 0.5, 0.75],
    [8, 0.5, 0.75],
  ])('with orientation %i is turned upright', async (orientation, x, y) => {
    const { full } = pictureOf(`orientation ${orientation}.jpeg`);
    expect(isRed(await colourAt(full, x, y))).toBe(true);
    expect(isRed(await colourAt(full, 1 - x, 1 - y))).toBe(false);
  });

  it('in HEIC is turned upright', async () => {
    expect(isRed(await colourAt(pictureOf('turned with gps.heic').full, 0.5, 0.25))).toBe(true);
  });

  it('with another profile of colours is in sRGB', async () => {
    const [r = 0, g = 0] = await colourAt(pictureOf('display p3.jpeg').full, 0.25, 0.5);
    expect([Math.abs(r - 200) < 25, Math.abs(g - 40) < 25]).toEqual([true, true]);
  });

  it('has an average colour', () => {
    expect(pictureOf('plain.png').stored.colour).toMatch(/^#6[0-9a-f]{5}$/);
  });

  it('beside a name is square in its small sizes', async () => {
    const { bytes } = results.get('larger than is kept.jpeg')?.file ?? {};
    const avatar = await rewritePicture(bytes ?? Buffer.alloc(0), { purpose: 'avatar', heic: true });
    if (typeof avatar === 'string') throw new Error(avatar);
    const sizes = await Promise.all(SIZES.map(async (size) => sharp(avatar.sizes[size]).metadata()));
    expect(sizes.map(({ width, height }) => [width, height])).toEqual([
      [96, 96],
      [256, 256],
      [1024, 768],
    ]);
    expect(avatar.jpeg).toBeNull();
  });

  it('in HEIC is refused where the setting says so', async () => {
    const { bytes = Buffer.alloc(0) } = results.get('turned with gps.heic')?.file ?? {};
    expect(await rewritePicture(bytes, { purpose: 'proof', heic: false })).toBe('TYPE_NOT_ALLOWED');
  });
});

describe('the scan by rules', () => {
  it('finds the test file, alone and in the comment of a picture', async () => {
    expect(await threatIn(eicar())).toBe('EICAR_Test_File');
    expect(await threatIn(await eicarInComment())).toBe('EICAR_Test_File');
  });
  it.each([
    ['Program_Windows', 'MZ\x90\0'],
    ['Program_Elf', '\x7fELF\x02\x01'],
    ['Program_MachO', '\xcf\xfa\xed\xfe'],
    ['Program_Script', '#!/bin/sh'],
    ['Program_Disguised', '\xff\xd8\xff\xe0This program cannot be run in DOS mode'],
  ])('finds a %s', async (threat, start) => {
    expect(await threatIn(Buffer.from(start, 'latin1'))).toBe(threat);
  });
  it('finds nothing in the rest of the corpus', async () => {
    for (const { file } of results.values()) expect([file.name, await threatIn(file.bytes)]).toEqual([file.name, null]);
  });
});
