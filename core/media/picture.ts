import sharp, { type Sharp } from 'sharp';
import type { MediaPurpose, RefusalReason } from '#schemas/media';
import type { StoredPicture } from './media.entity.ts';
import { SIZES, type Size } from './media-keys.ts';
import { perceptualHash } from './perceptual-hash.ts';
import { sha256 } from './picture-hash.ts';
import { pictureFormat } from './sniff.ts';

/** The most pixels that are decoded. */
const MOST_PIXELS = 50_000_000;
/** Pixels of the longer side of the whole picture. */
const FULL = 2_048;

/** A picture that was written anew, without anything of the file that it came in. */
export interface NewPicture {
  readonly stored: StoredPicture;
  readonly full: Buffer;
  readonly sizes: Readonly<Record<Size, Buffer>>;
  readonly jpeg: Buffer | null;
  /** The perceptual hash. Null for a proof: slips of one book look the same. */
  readonly looks: string | null;
}

interface Options {
  readonly purpose: MediaPurpose;
  /** Reads HEIC (docs/adr). */
  readonly heic: boolean;
}

/** Pixels in memory, upright and in sRGB. */
interface Raster {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
}

// One picture at a time: no cache keeps pixels between two, and no threads decode beside each other.
sharp.cache(false);
sharp.concurrency(1);

/**
 * Decodes a picture and writes it anew as WebP in all sizes: only its pixels go on, upright and in sRGB, of an animation the first frame.
 * The number of pixels is read before any is decoded. Of 12 megapixels some 1 s of CPU.
 * @returns the new picture, or the reason of a refusal
 */
export async function rewritePicture(bytes: Buffer, { purpose, heic }: Options): Promise<NewPicture | RefusalReason> {
  const format = pictureFormat(bytes);
  if (format === null) return 'NOT_WHAT_IT_SAYS';
  if (format === 'heic' && !heic) return 'TYPE_NOT_ALLOWED';
  try {
    const raster = format === 'heic' ? await rasterOfHeic(bytes) : await rasterOf(bytes);
    return typeof raster === 'string' ? raster : await written(raster, purpose);
  } catch (error) {
    if (isAboutTheBytes(error)) return 'UNREADABLE';
    throw error;
  }
}

/** Errors of the decoders. Any other error, such as one of memory, is ours: the message comes again. */
const isAboutTheBytes = (error: unknown): boolean =>
  error instanceof Error &&
  !(error instanceof TypeError) &&
  !(error instanceof RangeError) &&
  !/memory|ENOMEM/i.test(error.message);

const tooLarge = (width: number, height: number): boolean => width * height > MOST_PIXELS;

async function rasterOf(bytes: Buffer): Promise<Raster | RefusalReason> {
  const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
  if (tooLarge(width, height)) return 'TOO_MANY_PIXELS';
  return pixels(sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).autoOrient());
}

/** The decoder is loaded where it is needed: it is 2 MB of WebAssembly. It turns the picture upright itself. */
async function rasterOfHeic(bytes: Buffer): Promise<Raster | RefusalReason> {
  const { default: decode } = await import('heic-decode');
  const pictures = (await decode.all({ buffer: bytes })) as unknown as HeicPictures;
  try {
    const [first] = pictures;
    if (!first) return 'UNREADABLE';
    const { width, height } = first;
    if (tooLarge(width, height)) return 'TOO_MANY_PIXELS';
    const { data } = await first.decode();
    return await pixels(sharp(Buffer.from(data.buffer), { raw: { width, height, channels: 4 } }));
  } finally {
    pictures.dispose();
  }
}

/** The pictures in a file; `dispose` frees the decoder's memory and is missing in the package's types. */
interface HeicPictures
  extends ReadonlyArray<{
    readonly width: number;
    readonly height: number;
    decode(): Promise<{ readonly data: Uint8ClampedArray }>;
  }> {
  dispose(): void;
}

/** Runs a picture to pixels that are no more than FULL wide and high. */
async function pixels(picture: Sharp): Promise<Raster> {
  const { data, info } = await picture
    .resize({ width: FULL, height: FULL, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

async function written({ data, ...raw }: Raster, purpose: MediaPurpose): Promise<NewPicture> {
  const picture = () => sharp(data, { raw });
  const full = await picture().webp({ quality: 82 }).toBuffer();
  const jpeg = purpose === 'proof' ? await picture().flatten({ background: '#fff' }).jpeg({ quality: 82 }).toBuffer() : null;
  const sizes = new Map<Size, Buffer>();
  for (const size of SIZES) {
    // A picture beside a name is square.
    const fit = (purpose === 'avatar' || purpose === 'group_picture') && size < 1024 ? 'cover' : 'inside';
    const box = fit === 'cover' ? Math.min(size, raw.width, raw.height) : size;
    sizes.set(
      size,
      await picture().resize({ width: box, height: box, fit, withoutEnlargement: true }).webp({ quality: 80 }).toBuffer(),
    );
  }
  return {
    stored: {
      sha256: sha256(full),
      ...(jpeg && { jpegSha256: sha256(jpeg) }),
      bytes: full.length,
      width: raw.width,
      height: raw.height,
      colour: await averageColour(picture()),
    },
    full,
    sizes: Object.fromEntries(sizes) as NewPicture['sizes'],
    jpeg,
    looks: purpose === 'proof' ? null : await perceptualHash(picture()),
  };
}

async function averageColour(picture: Sharp): Promise<string> {
  const { data } = await picture
    .flatten({ background: '#fff' })
    .resize(1, 1, { fit: 'fill' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [red = 0, green = red, blue = red] = data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
