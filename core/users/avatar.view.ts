import { env } from '#platform/env';
import type { Avatar } from '#schemas/common';

/** The prefix of objects that everybody may read, which the address in MEDIA_URL stands for. */
const PUBLIC = 'profile-images/';

/** The key of a picture beside a name. @param size pixels of a side */
export const avatarKey = (userId: string, mediaId: string, size: number): string =>
  `${PUBLIC}thumbnails/${userId}/${mediaId}-${size}.webp`;

/** The address of an object that everybody may read, by its key. */
export const avatarUrl = (key: string): string => `${env('MEDIA_URL')}/${key.slice(PUBLIC.length)}`;

/** The picture beside a name; null for a person without one. */
export const avatarView = ({
  userId,
  avatarId,
}: {
  readonly userId: string;
  readonly avatarId?: string | undefined;
}): Avatar | null =>
  avatarId ? { '96': avatarUrl(avatarKey(userId, avatarId, 96)), '256': avatarUrl(avatarKey(userId, avatarId, 256)) } : null;
