import type { User } from '#actor';
import { attachedPart, detachedPart, loadMedia, placeGroupPicture } from '#core/media';
import type { ConversationId, MediaId } from '#schemas/common';
import { changeConversation } from '../log/change-conversation.ts';
import { changeLog } from '../log/conversation.store.ts';
import { hasRole, roleRequired } from '../log/roster-rules.ts';
import { actingMember } from './change-members.ts';

/**
 * Gives a group another picture, or with null takes it away: an entry of the log, which stands with the head, the new picture and the end of the
 * one before, whose objects are then deleted, in one transaction. The same again changes nothing.
 * @throws NOT_FOUND; ROLE_REQUIRED; CONFLICT for an upload that is not ready, for that of another group, and for two people; UNAVAILABLE
 */
export function setGroupPicture(actor: User, conversationId: ConversationId, mediaId: MediaId | null, now: Date): Promise<void> {
  return changeConversation(changeLog(conversationId), async ({ members, head }) => {
    if (!hasRole(actingMember(actor, conversationId, members), 'admin')) throw roleRequired('admin');
    if ((head.pictureId ?? null) === mediaId) return null;
    const [media, before] = await Promise.all([
      mediaId === null ? null : placeGroupPicture(actor, mediaId, conversationId, now),
      head.pictureId === undefined ? null : loadMedia(head.pictureId),
    ]);
    const isBefore = before?.attachedTo === conversationId && before.detachedAt === undefined;
    return {
      senderId: actor.userId,
      at: now.toISOString(),
      details: { change: 'picture' },
      members: null,
      head: { pictureId: mediaId },
      rows: () => ({
        ...(media && media.attachedTo === undefined && { picture: attachedPart(media, conversationId, now) }),
        ...(before && isBefore && { before: detachedPart(before.mediaId, conversationId, now) }),
      }),
    };
  });
}
