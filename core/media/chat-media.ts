/**
 * Media of conversations, for core/messaging, which stands above and says who is a member:
 *
 * - an upload is announced with its conversation; `assertTakesUploads` of core/messaging lets it;
 * - a message with an upload is sent in this order: attachChatMedia(), then the entry of the log, which keeps the ChatMedia. Both bear a repeat
 *   with the same clientMessageId, and an upload hangs on one message. A sender who dies between the two and never comes back leaves an upload
 *   that hangs on no message; nobody is shown it;
 * - entries show chatMediaView(): addresses for 5 minutes, signed at each asking, without a read. A door that shows them has
 *   `media.uses('pictures', 'GetObject')`, since the address is signed in the name of its role;
 * - the transaction that deletes a message has detachedPart(mediaId, clientMessageId, now): nobody is given an address from then on, and its objects
 *   are deleted within seconds;
 * - the picture of a group: placeGroupPicture(), then a transaction with attachedPart(media, conversationId, now), and detachedPart() of the one
 *   before. groupPictureUrls() needs the id alone.
 */
import type { User } from '#actor';
import { DomainError } from '#errors';
import type { ConversationId, MediaId } from '#schemas/common';
import type { ChatMediaView, PictureUrls } from '#schemas/media';
import type { StoredMedia } from './media.entity.ts';
import { attachToMessage, loadMedia } from './media.store.ts';
import { chatFileKey, chatPictureKeys, objectsOf, pictureKeys } from './media-keys.ts';
import { assertAttachable } from './media-rules.ts';
import { chatFileUrl, chatUrls } from './media-urls.ts';
import { bytesOf, mediaBucket, putObject } from './storage.ts';

/** An upload as the message that shows it keeps it. */
export type ChatMedia = { readonly mediaId: string; readonly bytes: number } & (
  | { readonly purpose: 'chat_image'; readonly width: number; readonly height: number; readonly colour: string }
  | { readonly purpose: 'chat_file'; readonly name: string; readonly contentType: string }
  | { readonly purpose: 'chat_voice'; readonly contentType: string; readonly durationMs: number }
);

/** Uses of uploads to conversations. */
export type ChatPurpose = ChatMedia['purpose'];

/**
 * Hangs the actor's ready upload on a message that is about to be written. A repeat for the same message gives the same. 1 RRU, 1 WRU.
 * @throws NOT_FOUND for that of somebody else, of another purpose or to another conversation; CONFLICT while it is not ready, and when it
 * hangs on another message
 */
export async function attachChatMedia(
  actor: User,
  mediaId: MediaId,
  to: { readonly conversationId: ConversationId; readonly purpose: ChatPurpose; readonly clientMessageId: string },
  now: Date,
): Promise<ChatMedia> {
  const { conversationId, purpose, clientMessageId } = to;
  const media = await loadMedia(mediaId);
  assertAttachable(media, actor.userId, { purpose, conversationId, early: false }, now);
  if (!(await attachToMessage(mediaId, clientMessageId, now)))
    throw new DomainError('CONFLICT', 'This upload was sent with another message.', { field: 'mediaId' });
  return keptOf(media);
}

function keptOf({ mediaId, purpose, stored, file, name = '' }: StoredMedia): ChatMedia {
  if (purpose === 'chat_image' && stored) {
    const { bytes, width, height, colour } = stored;
    return { mediaId, purpose, bytes, width, height, colour };
  }
  if (!file) throw new Error(`the upload ${mediaId} is ready and has no object`);
  const { bytes, contentType, durationMs = 0 } = file;
  const kept = { mediaId, bytes, contentType };
  return purpose === 'chat_voice' ? { ...kept, purpose, durationMs } : { ...kept, purpose: 'chat_file', name };
}

type KindOf<Kind extends ChatMediaView['kind']> = Extract<ChatMediaView, { kind: Kind }>;

/** An upload beside a message, for somebody who reads that message. It takes no call. */
export function chatMediaView(conversationId: ConversationId, kept: ChatMedia, now: Date): ChatMediaView {
  const mediaId = kept.mediaId as MediaId;
  if (kept.purpose === 'chat_image') {
    const { bytes, width, height, colour } = kept;
    const urls = chatUrls(chatPictureKeys(conversationId, mediaId), now);
    return { kind: 'image', mediaId, bytes, width, height, colour, urls };
  }
  const { bytes, contentType } = kept;
  const file = chatFileUrl(chatFileKey(conversationId, mediaId, contentType), now);
  return kept.purpose === 'chat_voice'
    ? {
        kind: 'voice',
        mediaId,
        bytes,
        contentType: contentType as KindOf<'voice'>['contentType'],
        durationMs: kept.durationMs,
        file,
      }
    : { kind: 'file', mediaId, bytes, contentType: contentType as KindOf<'file'>['contentType'], name: kept.name, file };
}

/**
 * Copies the picture that the actor chose for a group to its conversation, where S3 deletes it after a day unless attachedPart() follows. 1 RRU, 4
 * reads and 4 writes of S3. A repeat writes the same.
 * @throws NOT_FOUND for that of somebody else or of another purpose; CONFLICT while it is not ready, and when it is that of another group
 */
export async function placeGroupPicture(
  actor: User,
  mediaId: MediaId,
  conversationId: ConversationId,
  now: Date,
): Promise<StoredMedia> {
  const media = await loadMedia(mediaId);
  assertAttachable(media, actor.userId, { purpose: 'group_picture', early: false }, now);
  if (media.attachedTo === conversationId) return media;
  if (media.attachedTo !== undefined)
    throw new DomainError('CONFLICT', 'This upload is the picture of another group.', { field: 'mediaId' });
  const [from, to] = [objectsOf(pictureKeys(media)), objectsOf(chatPictureKeys(conversationId, mediaId))];
  await Promise.all(
    from.map(async (key, i) => {
      const bytes = await bytesOf({ bucket: mediaBucket(), key });
      if (!bytes) throw new DomainError('CONFLICT', 'This upload is expired.', { field: 'mediaId', state: 'refused' });
      await putObject({ bucket: mediaBucket(), key: to[i] ?? key, bytes, contentType: 'image/webp', waits: true });
    }),
  );
  return media;
}

/** The addresses of a group's picture, for its members. They take no call. */
export const groupPictureUrls = (conversationId: ConversationId, mediaId: MediaId, now: Date): PictureUrls =>
  chatUrls(chatPictureKeys(conversationId, mediaId), now);
