import { readFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import type { RefusalReason } from '#schemas/media';

/**
 * Files as phones and attackers send them, made here. One is stored: no package writes HEIC. It is of 64 x 48 pixels, red on the left and
 * green on the right, turned by its orientation, with GPS in its EXIF.
 */
export interface CorpusFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** The size of the whole picture that comes of it, or the reason of its refusal. */
  readonly gives: readonly [width: number, height: number] | RefusalReason;
}

const [WIDTH, HEIGHT] = [64, 48];

/** A picture whose left half is red and whose right half is green. */
function halves(width = WIDTH, height = HEIGHT, alpha = 1): Sharp {
  const half = { width: Math.ceil(width / 2), height, channels: 4 as const, background: { r: 200, g: 40, b: 40, alpha } };
  return sharp({ create: { width, height, channels: 4, background: { r: 20, g: 120, b: 60, alpha } } }).composite([
    { input: { create: half }, gravity: 'west' },
  ]);
}
const GPS = { IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 30/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '13/1 24/1 0/1' } };
const XMP = (name: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="52,30N" exif:GPSLongitude="13,24E" dc:creator="${name}" xmlns:dc="http://purl.org/dc/elements/1.1/"/></rdf:RDF></x:xmpmeta>`;

const FORMATS = ['jpeg', 'png', 'webp', 'avif', 'gif'] as const;
const as = (picture: Sharp, format: (typeof FORMATS)[number]): Promise<Buffer> =>
  picture.toFormat(format, { effort: 1 }).toBuffer();

/** The first segment of a JPEG, after which others can be put. */
const withSegment = (jpeg: Buffer, marker: number, content: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
};

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};
/** A PNG that says that it is so large; `rows` lines of zeros are in it. */
export function png(width: number, height: number, rows = 0): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 0], 8);
  const data = deflateSync(Buffer.alloc((width + 1) * rows));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
/** A JPEG whose frame says that it is so large. */
const claiming = (jpeg: Buffer, width: number, height: number): Buffer => {
  const copy = Buffer.from(jpeg);
  const at = copy.indexOf(Buffer.from([0xff, 0xc0]));
  copy.writeUInt16BE(height, at + 5);
  copy.writeUInt16BE(width, at + 7);
  return copy;
};

/** A stored ZIP of one empty file. */
const ZIP = Buffer.from('504b0304140000000000000000000000000000000000000000000100000061504b05060000000001000100', 'hex');
const EICAR = ['X5O!P%@AP[4', '\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!', '$H+H*'].join('');
export const eicar = (): Buffer => Buffer.from(EICAR);
export const eicarInComment = async (): Promise<Buffer> => withSegment(await as(halves(), 'jpeg'), 0xfe, eicar());

const text = (name: string, content: string): CorpusFile => ({ name, bytes: Buffer.from(content), gives: 'NOT_WHAT_IT_SAYS' });

/** A JPEG with GPS in its EXIF whose thumbnail, a JPEG too, has GPS again. */
async function gpsInThumbnail(): Promise<Buffer> {
  const thumbnail = await halves(16, 12).withExif(GPS).jpeg().toBuffer();
  return withSegment(await halves().withExif(GPS).jpeg().toBuffer(), 0xe2, Buffer.concat([Buffer.from('MPF\0'), thumbnail]));
}

async function honest(): Promise<CorpusFile[]> {
  const size = [WIDTH, HEIGHT] as const;
  const file = async (name: string, bytes: Promise<Buffer> | Buffer, gives: CorpusFile['gives'] = size) => ({
    name,
    bytes: await bytes,
    gives,
  });
  const raw16 = { width: WIDTH, height: HEIGHT, channels: 3 as const };
  const frames = [halves(), halves(WIDTH, HEIGHT, 0.5)];
  const animation = sharp(await Promise.all(frames.map((frame) => frame.png().toBuffer())), { join: { animated: true } });
  return Promise.all([
    ...FORMATS.flatMap((format) => [
      file(`plain.${format}`, as(halves(), format)),
      file(`gps in exif.${format}`, as(halves().withExif(GPS), format)),
      file(`gps in xmp.${format}`, as(halves().withXmp(XMP('Ann')), format)),
      file(`wide and low.${format}`, as(halves(200, 2), format), [200, 2]),
    ]),
    file('gps in the thumbnail.jpeg', gpsInThumbnail()),
    file('a comment.jpeg', withSegment(await as(halves(), 'jpeg'), 0xfe, Buffer.from('taken at home'))),
    file(
      'iptc.jpeg',
      withSegment(
        await as(halves(), 'jpeg'),
        0xed,
        Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0f\x1c\x02\x5a\0\x06Berlin'),
      ),
    ),
    ...Array.from({ length: 8 }, (_, i) =>
      file(
        `orientation ${i + 1}.jpeg`,
        halves()
          .withMetadata({ orientation: i + 1 })
          .jpeg()
          .toBuffer(),
        i < 4 ? size : [HEIGHT, WIDTH],
      ),
    ),
    file('cmyk.jpeg', halves().removeAlpha().toColourspace('cmyk').jpeg().toBuffer()),
    file('grey.jpeg', halves().removeAlpha().greyscale().jpeg().toBuffer()),
    file('progressive.jpeg', halves().jpeg({ progressive: true }).toBuffer()),
    file('display p3.jpeg', halves().removeAlpha().withIccProfile('p3').jpeg().toBuffer()),
    file(
      '16 bits.png',
      sharp(new Uint16Array(WIDTH * HEIGHT * 3).fill(40_000), { raw: raw16 })
        .toColourspace('rgb16')
        .png()
        .toBuffer(),
    ),
    file('palette.png', halves().png({ palette: true }).toBuffer()),
    file('transparent.png', halves(WIDTH, HEIGHT, 0.4).png().toBuffer()),
    file('transparent.webp', halves(WIDTH, HEIGHT, 0.4).webp({ lossless: true }).toBuffer()),
    file('animated.gif', animation.clone().gif().toBuffer()),
    file('animated.webp', animation.clone().webp().toBuffer()),
    file('larger than is kept.jpeg', halves(4_000, 3_000).jpeg().toBuffer(), [2_048, 1_536]),
    file('turned with gps.heic', readFileSync(path.join(import.meta.dirname, 'turned-with-gps.heic')), [HEIGHT, WIDTH]),
    file('one pixel.png', halves(1, 1).png().toBuffer(), [1, 1]),
  ]);
}

async function hostile(): Promise<CorpusFile[]> {
  const [jpeg, gif, whole] = [await as(halves(), 'jpeg'), await as(halves(), 'gif'), await as(halves(), 'png')];
  const heic = readFileSync(path.join(import.meta.dirname, 'turned-with-gps.heic'));
  const size = [WIDTH, HEIGHT] as const;
  const script = '<script>alert(1)</script>';
  const noise = await sharp({
    create: { width: 300, height: 300, channels: 3, background: '#000', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  })
    .jpeg()
    .toBuffer();
  return [
    { name: 'truncated.jpeg', bytes: noise.subarray(0, noise.length / 2), gives: 'UNREADABLE' },
    { name: 'truncated.png', bytes: whole.subarray(0, whole.length - 60), gives: 'UNREADABLE' },
    { name: 'truncated.heic', bytes: heic.subarray(0, heic.length - 80), gives: 'UNREADABLE' },
    { name: 'a beginning alone.webp', bytes: Buffer.from('RIFF\x04\0\0\0WEBP', 'latin1'), gives: 'UNREADABLE' },
    { name: 'a beginning alone.gif', bytes: Buffer.from('GIF89a'), gives: 'UNREADABLE' },
    {
      name: 'a beginning alone.avif',
      bytes: Buffer.from('\0\0\0\x1cftypavif\0\0\0\0mif1avifmiaf', 'latin1'),
      gives: 'UNREADABLE',
    },
    { name: 'zeros.png', bytes: Buffer.alloc(2_000), gives: 'NOT_WHAT_IT_SAYS' },
    { name: 'nothing.png', bytes: Buffer.alloc(0), gives: 'NOT_WHAT_IT_SAYS' },
    text('html.png', `<!doctype html>${script}`),
    text('svg.png', `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`),
    text('svg with a prologue.jpeg', `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`),
    text('pdf.jpeg', `%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj`),
    { name: 'zip.jpeg', bytes: ZIP, gives: 'NOT_WHAT_IT_SAYS' },
    { name: 'tiff.jpeg', bytes: await halves().tiff().toBuffer(), gives: 'NOT_WHAT_IT_SAYS' },
    { name: 'an audio book.heic', bytes: Buffer.from('\0\0\0\x18ftypM4A \0\0\0\0M4A mp42', 'latin1'), gives: 'NOT_WHAT_IT_SAYS' },
    { name: 'png named jpeg', bytes: whole, gives: size },
    { name: 'gif with javascript', bytes: Buffer.concat([gif, Buffer.from(`/*${script}*/=1;alert(1)`)]), gives: size },
    { name: 'jpeg with a zip', bytes: Buffer.concat([jpeg, ZIP]), gives: size },
    { name: 'jpeg with html in a comment', bytes: withSegment(jpeg, 0xfe, Buffer.from(script)), gives: size },
    {
      name: 'png with a script in a text',
      bytes: Buffer.concat([whole.subarray(0, 33), chunk('tEXt', Buffer.from(`Comment\0${script}`)), whole.subarray(33)]),
      gives: size,
    },
    { name: 'a bomb of 60,000 x 60,000.png', bytes: png(60_000, 60_000, 100), gives: 'TOO_MANY_PIXELS' },
    { name: 'a bomb of 65,000 x 65,000.jpeg', bytes: claiming(jpeg, 65_000, 65_000), gives: 'TOO_MANY_PIXELS' },
    { name: 'one row too many.png', bytes: png(10_000, 5_001, 1), gives: 'TOO_MANY_PIXELS' },
    { name: 'much larger than its data.png', bytes: png(7_000, 7_000, 10), gives: 'UNREADABLE' },
  ];
}

export const corpus = async (): Promise<CorpusFile[]> => [...(await honest()), ...(await hostile())];
