import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { SetAvatar } from '../../schemas/media.ts';
import type { connect } from '../client/client.ts';
import type { Person } from '../client/people.ts';
import { upload } from '../client/upload.ts';

const png = (svg: string): Promise<Buffer> => sharp(Buffer.from(svg)).png().toBuffer();

/** A picture of rings, whose colours and sizes follow from a name. */
export function drawAvatar(name: string): Promise<Buffer> {
  const [hue = 0, turn = 0, ...sizes] = createHash('sha256').update(name).digest();
  const colour = (i: number) => `hsl(${(hue + i * (20 + (turn % 60))) % 360}, 65%, ${35 + 12 * (i % 4)}%)`;
  const rings = sizes.slice(0, 4).map((size, i) => {
    const [x, y] = [128 + ((size % 16) - 8) * 8, 128 + ((size >> 4) - 8) * 8];
    return `<circle cx="${x}" cy="${y}" r="${120 - i * 28}" fill="${colour(i + 1)}"/>`;
  });
  return png(
    `<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><rect width="256" height="256" fill="${colour(0)}"/>${rings.join('')}</svg>`,
  );
}

/** A slip without words, since a machine may have no fonts: a head, and a bar for each leg as long as its price is high. */
export function drawSlip(prices: readonly number[]): Promise<Buffer> {
  const bars = prices.map(
    (price, i) => `<rect x="40" y="${200 + i * 90}" width="${Math.min(520, 120 * price)}" height="50" rx="8" fill="#2b6"/>`,
  );
  const height = 260 + prices.length * 90;
  return png(
    `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="${height}"><rect width="600" height="${height}" fill="#fff"/><rect width="600" height="120" fill="#124"/>${bars.join('')}</svg>`,
  );
}

/** Gives each person a picture beside their name, drawn by code. */
export async function giveAvatars(client: Pick<ReturnType<typeof connect>, 'call'>, people: readonly Person[]): Promise<void> {
  for (const as of people) {
    const { mediaId, state } = await upload(client, as, await drawAvatar(as.name), 'avatar');
    if (state !== 'ready') throw new Error(`the picture of ${as.name} is ${state}`);
    await client.call(SetAvatar, { as, body: { mediaId } });
  }
}
