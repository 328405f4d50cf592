import type * as z from 'zod';
import type { User } from '#actor';
import { avatarPart, loadUser } from '#core/users';
import { transact } from '#data/transaction';
import { DomainError } from '#errors';
import type { MediaView, SetAvatar } from '#schemas/media';
import { showMedia } from './get-media.ts';
import { attachedPart, describedPart, detachedPart, loadMedia } from './media.store.ts';
import { assertAttachable } from './media-rules.ts';

const AVATAR = 'avatar';

/**
 * Shows a picture beside the actor's name, instead of an earlier one. User, card, the new picture and the old one change in one
 * transaction. A repeat changes nothing. 2 RRU, 6 to 8 WRU.
 * @throws NOT_FOUND; CONFLICT while the picture is not ready, or when another change came first
 */
export async function setAvatar(actor: User, { mediaId, alt }: z.output<typeof SetAvatar.body>, now: Date): Promise<MediaView> {
  const [user, media] = await Promise.all([loadUser(actor.userId), loadMedia(mediaId)]);
  if (!user) throw accountGone();
  assertAttachable(media, actor.userId, { purpose: 'avatar', early: false }, now);
  const before = user.avatarId ?? null;
  const { alt: _, ...rest } = media;
  const shown = () => showMedia({ ...rest, ...(alt !== undefined && { alt }) }, now);
  if (before === mediaId && media.alt === alt) return shown();
  const refused = await transact({
    user: avatarPart(actor.userId, before, mediaId, alt),
    media: before === mediaId ? describedPart(mediaId, AVATAR, alt) : attachedPart(media, AVATAR, now, { alt }),
    before: before === null || before === mediaId ? null : detachedPart(before, AVATAR, now),
  });
  if (refused.size === 0) return shown();
  // The same request may have won meanwhile.
  if ((await loadUser(actor.userId))?.avatarId === mediaId) return shown();
  throw changedMeanwhile();
}

/** Shows no picture beside the actor's name. Without one nothing changes. @throws CONFLICT when another change came first */
export async function removeAvatar(actor: User, now: Date): Promise<void> {
  const user = await loadUser(actor.userId);
  if (!user) throw accountGone();
  const { avatarId } = user;
  if (avatarId === undefined) return;
  const refused = await transact({
    user: avatarPart(actor.userId, avatarId, null),
    before: detachedPart(avatarId, AVATAR, now),
  });
  if (refused.size > 0 && (await loadUser(actor.userId))?.avatarId !== undefined) throw changedMeanwhile();
}

const accountGone = () => new DomainError('NOT_FOUND', 'This account is gone.');
const changedMeanwhile = () =>
  new DomainError('CONFLICT', 'Your picture was changed at the same time. Please look and try again.');
