import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { rewritePicture } from '../core/media/picture.ts';

/**
 * `npm run bench:media` takes CPU and memory of a proof that is written anew, each in a process of its own: a picture of 12 megapixels as phones
 * take them, beside sharp alone with the same objects from the same file, and the pictures of 48 megapixels that take the most memory. It
 * fails when a process takes more than MOST_MEMORY.
 */

/** Megabytes of the worker's process on the worst picture; the function has 2,048. */
const MOST_MEMORY = 1_200;

const WAYS: Readonly<Record<string, (bytes: Buffer) => Promise<unknown>>> = {
  async ours(bytes) {
    const written = await rewritePicture(bytes, { purpose: 'proof', heic: true });
    if (typeof written === 'string') throw new Error(written);
  },
  async sharp(bytes) {
    const of = (size: number) =>
      sharp(bytes).autoOrient().resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true });
    sharp.concurrency(1);
    for (const size of [2_048, 1_024, 256, 96]) await of(size).webp({ quality: 82 }).toBuffer();
    await of(2_048).jpeg({ quality: 82 }).toBuffer();
  },
  async nothing() {},
};

/** The same with the noise of a phone's sensor. */
async function photo(width: number, height: number): Promise<Sharp> {
  const noise = { type: 'gaussian', mean: 128, sigma: 12 } as const;
  const grain = await sharp({ create: { width, height, channels: 3, background: '#808080', noise } })
    .png({ compressionLevel: 1 })
    .toBuffer();
  return scene(width, height).composite([{ input: grain, blend: 'soft-light' }]);
}

/** A picture with edges and shades, as large as given. */
const scene = (width: number, height: number) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 400 300" preserveAspectRatio="none"><defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="#9cf"/><stop offset="1" stop-color="#264"/></linearGradient></defs><rect width="400" height="300" fill="url(#g)"/>${Array.from({ length: 60 }, (_, i) => `<circle cx="${(i * 67) % 400}" cy="${(i * 41) % 300}" r="${5 + ((i * 13) % 30)}" fill="hsl(${i * 23},60%,${20 + ((i * 7) % 60)}%)"/>`).join('')}</svg>`,
    ),
    { limitInputPixels: false, unlimited: true },
  ).removeAlpha();

const PICTURES: Readonly<Record<string, () => Promise<Buffer>>> = {
  '12 megapixels in JPEG': async () => (await photo(4_032, 3_024)).jpeg({ quality: 90 }).toBuffer(),
  '48 megapixels in JPEG': () => scene(8_064, 6_048).jpeg({ quality: 85 }).toBuffer(),
  '48 megapixels in PNG': () => scene(8_064, 6_048).png({ compressionLevel: 1 }).toBuffer(),
  '48 megapixels in AVIF': () => scene(8_064, 6_048).avif({ effort: 0, quality: 50 }).toBuffer(),
};

/** Milliseconds of CPU of a process, and its megabytes at the most. */
interface Taken {
  readonly cpu: number;
  readonly memory: number;
}

function take(file: string, way: string): Taken {
  const { stdout, stderr, status } = spawnSync(process.execPath, [import.meta.filename, file, way], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Taken;
}

/** Kilobytes of this process at the most. Linux hands `maxRSS` down from the parent, and so counts its pictures. */
function mostMemory(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS;
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
}

async function child(file: string, way: string): Promise<void> {
  const bytes = readFileSync(file);
  const before = process.cpuUsage();
  await WAYS[way]?.(bytes);
  const { user, system } = process.cpuUsage(before);
  const taken: Taken = { cpu: Math.round((user + system) / 1000), memory: Math.round(mostMemory() / 1024) };
  process.stdout.write(JSON.stringify(taken));
}

async function compare(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-media-'));
  try {
    let most = 0;
    for (const [name, make] of Object.entries(PICTURES)) {
      const file = join(dir, 'picture');
      writeFileSync(file, await make());
      const [ours, alone, none] = [take(file, 'ours'), take(file, 'sharp'), take(file, 'nothing')];
      most = Math.max(most, ours.memory);
      process.stdout.write(
        `${name}: ${ours.cpu} ms of CPU and ${ours.memory} MB; sharp alone ${alone.cpu} ms and ${alone.memory} MB; the process before ${none.memory} MB\n`,
      );
    }
    if (most > MOST_MEMORY) throw new Error(`the worker took ${most} MB, more than ${MOST_MEMORY}`);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

const [file, way] = process.argv.slice(2);
await (file === undefined || way === undefined ? compare() : child(file, way));
