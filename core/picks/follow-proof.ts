import { loadMedia, type StoredMedia } from '#core/media';
import { deadline, tooBusy, transact } from '#data/transaction';
import { canonical } from '#platform/canonical';
import { pickById, proofsPart, type StoredProof } from './pick.store.ts';

/** The part of a proof that follows from its upload: the picture under its lock, the reason of a refusal, and that a moderator removed it. */
export function followingOf(media: StoredMedia): Pick<StoredProof, 'stored' | 'refusal'> {
  const { state, reason, stored, place, version, removedAt } = media;
  if (state === 'refused') return { refusal: reason ?? 'UNREADABLE' };
  if (!stored || place === undefined || version === undefined) return removedAt === undefined ? {} : { refusal: 'BLOCKED' };
  return {
    ...(removedAt !== undefined && { refusal: 'BLOCKED' }),
    stored: { ...stored, jpegSha256: stored.jpegSha256 ?? '', place, version },
  };
}

/**
 * Brings a proof of a pick up to date with its upload, also after the lock: it adds nothing that the hash in the pick does not name. 2 RRU
 * and 2 WRU. @throws UNAVAILABLE when other changes of the pick's proofs keep coming for a second
 */
export async function followProof(pickId: string, mediaId: string): Promise<void> {
  const media = await loadMedia(mediaId);
  if (media?.attachedTo !== pickId) return;
  const following = followingOf(media);
  const until = deadline();
  while (performance.now() < until) {
    const pick = await pickById(pickId);
    const entry = pick?.proofs?.find((proof) => proof.mediaId === mediaId);
    if (!pick?.proofs || !entry) return;
    const { refusal: _, ...rest } = entry;
    const followed = { ...rest, ...following };
    if (canonical(followed) === canonical(entry)) return;
    const proofs = pick.proofs.map((proof) => (proof === entry ? followed : proof));
    if ((await transact({ proofs: proofsPart(pick, proofs, false) }, until)).size === 0) return;
  }
  throw tooBusy();
}
