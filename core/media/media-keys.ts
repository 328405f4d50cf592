import { avatarKey } from '#core/users';
import type { MediaPurpose } from '#schemas/media';
import type { StoredMedia } from './media.entity.ts';

/** The sizes of a picture, in pixels of the longer side. */
export const SIZES = [96, 256, 1024] as const;
export type Size = (typeof SIZES)[number];

/** The names of a picture's objects in one bucket. A proof has its whole picture as JPEG too, for old viewers. */
export interface PictureKeys {
  readonly full: string;
  readonly sizes: Readonly<Record<Size, string>>;
  readonly jpeg: string | null;
}

/** The key of the bytes that a phone sends. */
export const uploadKey = ({ purpose, mediaId }: { readonly purpose: MediaPurpose; readonly mediaId: string }): string =>
  `temp-uploads/${purpose}/${mediaId}`;

/** The id in the key of an upload; null for any other key. */
export const mediaIdIn = (key: string): string | null => /^temp-uploads\/[a-z_]+\/([0-9a-f-]{36})$/.exec(key)?.[1] ?? null;

const sized = (name: (size: Size) => string): PictureKeys['sizes'] =>
  Object.fromEntries(SIZES.map((size) => [size, name(size)])) as PictureKeys['sizes'];

type Placed = Pick<StoredMedia, 'purpose' | 'userId' | 'mediaId' | 'conversationId' | 'attachedTo'>;

/**
 * The objects of a picture in the media bucket: an avatar and a picture of chat where they stay, a proof where it waits for its pick, the
 * picture of a group where it waits for the group, and then in its conversation.
 */
export function pictureKeys({ purpose, userId, mediaId, conversationId, attachedTo }: Placed): PictureKeys {
  if (purpose === 'avatar')
    return {
      full: `profile-images/originals/${userId}/${mediaId}.webp`,
      sizes: sized((size) => avatarKey(userId, mediaId, size)),
      jpeg: null,
    };
  const conversation = purpose === 'group_picture' ? attachedTo : conversationId;
  if (conversation !== undefined) return chatPictureKeys(conversation, mediaId);
  const waiting = `waiting/${userId}/${mediaId}`;
  const jpeg = purpose === 'proof' ? `${waiting}.jpg` : null;
  return { full: `${waiting}.webp`, sizes: sized((size) => `${waiting}.${size}.webp`), jpeg };
}

/** The objects of a picture that is shown in a conversation, or beside its name. */
export function chatPictureKeys(conversationId: string, mediaId: string): PictureKeys {
  const name = `chat-media/images/${conversationId}/${mediaId}`;
  return { full: `${name}.webp`, sizes: sized((size) => `${name}.${size}.webp`), jpeg: null };
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'text/csv': 'csv',
  'text/plain': 'txt',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
  'audio/webm': 'webm',
};

/** The object of a file or a recording that was sent to a conversation. */
export const chatFileKey = (conversationId: string, mediaId: string, contentType: string): string =>
  `chat-media/${contentType.startsWith('audio/') ? 'voice' : 'files'}/${conversationId}/${mediaId}.${EXTENSIONS[contentType] ?? 'bin'}`;

/** All objects of an upload that was written anew, in the media bucket; those of a picture the whole one first. */
export const keysOf = (media: Placed & Pick<StoredMedia, 'file'>): string[] =>
  media.file && media.conversationId !== undefined
    ? [chatFileKey(media.conversationId, media.mediaId, media.file.contentType)]
    : objectsOf(pictureKeys(media));

/** All objects of a picture. */
export const objectsOf = ({ full, sizes, jpeg }: PictureKeys): string[] => [
  full,
  ...SIZES.map((size) => sizes[size]),
  ...(jpeg === null ? [] : [jpeg]),
];

/** The objects of a proof in the bucket whose objects nobody changes. @param place from 1 */
export function proofKeys({
  userId,
  pickId,
  place,
}: {
  readonly userId: string;
  readonly pickId: string;
  readonly place: number;
}) {
  const name = `betting-slips/${userId}/${pickId}/proof${place === 1 ? '' : `-${place}`}`;
  return { full: `${name}.webp`, sizes: sized((size) => `${name}.${size}.webp`), jpeg: `${name}.jpg` } satisfies PictureKeys;
}

/** The path at the edge under which all objects of a proof lie, and of no other proof of its pick. */
export const proofPath = (of: Parameters<typeof proofKeys>[0]): string => `/${proofKeys(of).full.replace(/webp$/, '*')}`;

/** The key under which the whole picture of a replaced avatar is kept for a while. */
export const replacedKey = ({ userId, mediaId }: { readonly userId: string; readonly mediaId: string }): string =>
  `replaced/${userId}/${mediaId}.webp`;

/** The name under which an object of a removed upload is kept, which no function signs an address of. */
export const sealedKey = (key: string): string => `sealed/${key}`;

/** The paths of an avatar at the edge, which serves what stands below `profile-images/`. */
export const avatarPaths = ({ userId, mediaId }: { readonly userId: string; readonly mediaId: string }): string[] => [
  `/thumbnails/${userId}/${mediaId}*`,
  `/originals/${userId}/${mediaId}*`,
];
