import { loadUser, userPage } from '#core/users';
import { auditEach, type Difference, differencesOf, SUBJECTS_PER_PAGE, type Upkeep } from '#data/upkeep';
import { mapConcurrently } from '#platform/map-concurrently';
import type { UserId } from '#schemas/common';
import { keepMedia } from './keep-media.ts';
import type { StoredMedia } from './media.entity.ts';
import { deleteMedia, mediaOf } from './media.store.ts';
import { pictureKeys, proofKeys, replacedKey, SIZES, uploadKey } from './media-keys.ts';
import { sha256 } from './picture-hash.ts';
import { bytesOf, deleteObject, mediaBucket, proofBucket, uploadsBucket } from './storage.ts';

/** Objects that are read at the same time. */
const AT_ONCE = 4;

/**
 * Compares the picture of each user with what is attached, and recomputes the SHA-256 of every proof from its stored bytes. Per user a
 * read, a query with a batch, and a GET of S3 for each proof. The repair puts objects where they stay; a proof whose bytes are not those
 * of its hash needs a person.
 */
export const mediaUpkeep: Upkeep = {
  kind: 'user',
  nights: 7,
  subjects: (cursor) => userPage(cursor, SUBJECTS_PER_PAGE),
  audit: (userIds) =>
    auditEach(userIds, async (userId) => {
      const [user, media] = await Promise.all([loadUser(userId as UserId), mediaOf(userId)]);
      const shown = media.find(({ purpose, attachedAt, detachedAt }) => purpose === 'avatar' && attachedAt && !detachedAt);
      const kept = await mapConcurrently(media, AT_ONCE, auditKept);
      return [
        ...(user ? differencesOf(`avatar of user ${userId}`, { id: user.avatarId }, { id: shown?.mediaId }) : []),
        ...kept.flat(),
      ];
    }),
  repair: async (userId, now) => {
    const late = (await mediaOf(userId)).filter(isLate);
    for (const { mediaId } of late) await keepMedia(mediaId, now);
    return late.map(({ mediaId }) => `objects of media ${mediaId}`);
  },
  /** Deletes uploads, avatars and what waits. Proofs stay under their lock. */
  erase: async (userId) => {
    for (const media of await mediaOf(userId)) {
      if (media.purpose === 'proof' && media.attachedAt !== undefined) continue;
      const { full, sizes, jpeg } = pictureKeys(media);
      const keys = [full, ...SIZES.map((size) => sizes[size]), ...(jpeg === null ? [] : [jpeg]), replacedKey(media)];
      await deleteObject({ bucket: uploadsBucket(), key: uploadKey(media) });
      await Promise.all(keys.map((key) => deleteObject({ bucket: mediaBucket(), key })));
      await deleteMedia(media.mediaId);
    }
  },
  export: async (userId) => ({ media: await mediaOf(userId) }),
};

/** True when the objects of an attached picture are not where they stay. */
const isLate = ({ state, attachedAt, detachedAt, keptAt }: StoredMedia): boolean =>
  state === 'ready' && attachedAt !== undefined && detachedAt === undefined && keptAt === undefined;

async function auditKept(media: StoredMedia): Promise<Difference[]> {
  const of = `media ${media.mediaId}`;
  if (isLate(media)) return [{ of, field: 'keptAt', is: null, should: 'an instant' }];
  const { purpose, keptAt, attachedTo, place, userId, stored } = media;
  if (purpose !== 'proof' || keptAt === undefined || attachedTo === undefined || place === undefined) return [];
  const keys = proofKeys({ userId, pickId: attachedTo, place });
  const hashOf = async (key: string) => {
    const bytes = await bytesOf({ bucket: proofBucket(), key });
    return bytes && sha256(bytes);
  };
  const [full, jpeg] = await Promise.all([hashOf(keys.full), hashOf(keys.jpeg)]);
  return differencesOf(of, { sha256: full, jpegSha256: jpeg }, { sha256: stored?.sha256, jpegSha256: stored?.jpegSha256 });
}
