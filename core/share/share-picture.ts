import { DomainError } from '#errors';
import type { PickId } from '#schemas/common';
import { pickInWords } from './pick-in-words.ts';
import { drawShareImage } from './share-image.ts';
import { imageAddress } from './share-page.ts';

/** The pictures that a function keeps, of some 30 KB each. */
const MOST_KEPT = 100;
const kept = new Map<string, Buffer>();

type Picture = { readonly status: 200; readonly data: Buffer } | { readonly status: 302; readonly data: string };

/**
 * The picture of a pick for everybody, drawn once for each version in a function. The pick is read each time, so that a picture is gone
 * with its page. 1.5 RRU for a single.
 * @param file the version and `.png`; that of another version leads to the picture of today
 * @throws NOT_FOUND for a pick whose page shows nothing of it
 */
export async function sharePicture(pickId: PickId, file: string, now: Date): Promise<Picture> {
  const pick = await pickInWords(pickId, now);
  if (pick === null || typeof pick === 'string') throw new DomainError('NOT_FOUND', 'No such picture.');
  if (file !== `${pick.version}.png`) return { status: 302, data: imageAddress(pick) };
  const key = `${pickId} ${pick.version}`;
  const data = kept.get(key) ?? (await drawShareImage(pick));
  kept.delete(key);
  kept.set(key, data);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  return { status: 200, data };
}
