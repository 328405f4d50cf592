import { loadUser, userPage } from '#core/users';
import { auditEach, type Difference, differencesOf, SUBJECTS_PER_PAGE, type Upkeep } from '#data/upkeep';
import type { UserId } from '#schemas/common';
import { keepMedia } from './keep-media.ts';
import type { StoredMedia } from './media.entity.ts';
import { deleteMedia, mediaOf, noteOrphan, streamMedia } from './media.store.ts';
import { keysOf, replacedKey, uploadKey } from './media-keys.ts';
import { proofHashes } from './seal-proof.ts';
import { deleteObject, keysUnder, mediaBucket, proofBucket, uploadsBucket } from './storage.ts';

/**
 * Compares the picture of each user with what is attached, and lists objects of proofs that no upload names. Per user a read, a query with
 * a batch, and a list of S3. The repair puts objects where they stay, and notes whose the orphans are, which nobody can delete. The bytes
 * of proofs are compared by core/picks.
 */
export const mediaUpkeep: Upkeep = {
  kind: 'user',
  nights: 7,
  subjects: (cursor) => userPage(cursor, SUBJECTS_PER_PAGE),
  audit: (userIds) =>
    auditEach(userIds, async (userId) => {
      const [user, media] = await Promise.all([loadUser(userId as UserId), mediaOf(userId)]);
      const shown = media.find(({ purpose, attachedAt, detachedAt }) => purpose === 'avatar' && attachedAt && !detachedAt);
      const orphans = await orphansOf(userId, media);
      return [
        ...(user ? differencesOf(`avatar of user ${userId}`, { id: user.avatarId }, { id: shown?.mediaId }) : []),
        ...media.flatMap(auditKept),
        ...orphans.map(({ key }) => ({ of: `object ${key}`, field: 'upload', is: null, should: 'an id' })),
      ];
    }),
  repair: async (userId, now) => {
    const media = await mediaOf(userId);
    const late = media.filter(isLate);
    for (const { mediaId } of late) await keepMedia(mediaId, now);
    return [...late.map(({ mediaId }) => `objects of media ${mediaId}`), ...(await nameOrphans(userId, media))];
  },
  /** Deletes uploads, avatars, what waits and what was sent to conversations. Proofs stay under their lock. */
  erase: async (userId) => {
    for (const media of await mediaOf(userId)) {
      // A file that was removed stays sealed for as long as the law asks, and its hashes stay blocked.
      if ((media.purpose === 'proof' && media.attachedAt !== undefined) || media.removedAt !== undefined) continue;
      const keys = [...keysOf(media), replacedKey(media)];
      await deleteObject({ bucket: uploadsBucket(), key: uploadKey(media) });
      await Promise.all(keys.map((key) => deleteObject({ bucket: mediaBucket(), key })));
      await deleteMedia(media.mediaId);
    }
  },
  export: async (userId) => ({ media: streamMedia(userId) }),
};

/** True when the objects of an attached picture are not where they stay. */
const isLate = ({ state, attachedAt, detachedAt, removedAt, keptAt }: StoredMedia): boolean =>
  state === 'ready' && removedAt === undefined && attachedAt !== undefined && detachedAt === undefined && keptAt === undefined;

/** The objects of a picture are where they stay once it is attached. */
const auditKept = (media: StoredMedia): Difference[] =>
  isLate(media) ? [{ of: `media ${media.mediaId}`, field: 'keptAt', is: null, should: 'an instant' }] : [];

/** A place among the objects of a pick, as `<pickId> 2`. */
const placeIn = (key: string): string => {
  const [, pickId = '', name = ''] = /^betting-slips\/[^/]+\/([^/]+)\/proof(-\d+)?/.exec(key) ?? [];
  return `${pickId} ${name === '' ? 1 : name.slice(1)}`;
};

/** The objects of proofs that no upload names: a request died after it had written them, or lost a race for its pick. */
async function orphansOf(
  userId: string,
  media: readonly StoredMedia[],
): Promise<{ readonly place: string; readonly key: string }[]> {
  if (!media.some(({ purpose }) => purpose === 'proof')) return [];
  const known = new Set(media.flatMap(({ attachedTo, place, orphans = [] }) => [`${attachedTo} ${place}`, ...orphans]));
  const keys = await keysUnder(proofBucket(), `betting-slips/${userId}/`);
  return keys.map((key) => ({ place: placeIn(key), key })).filter(({ place }) => !known.has(place));
}

/** Notes on uploads which orphans are theirs, by the hash. Those of nobody are left: somebody else wrote to the bucket. */
async function nameOrphans(userId: string, media: readonly StoredMedia[]): Promise<string[]> {
  const named: string[] = [];
  for (const place of new Set((await orphansOf(userId, media)).map((orphan) => orphan.place))) {
    const [pickId = '', number = ''] = place.split(' ');
    const { sha256 } = await proofHashes({ userId, pickId, place: Number(number) });
    const owner = media.find(({ stored }) => sha256 !== null && stored?.sha256 === sha256);
    if (owner && (await noteOrphan(owner, place))) named.push(`orphan ${place} of media ${owner.mediaId}`);
  }
  return named;
}
