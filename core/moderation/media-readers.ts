import { sightOn } from '#core/graph';
import type { MediaReaders } from '#core/media';
import { mayReadChatMedia, mayReadGroupPicture } from '#core/messaging';
import { mayReadProof } from '#core/picks';
import type { UserId } from '#schemas/common';

/** The rules by which somebody sees an upload of another person: by what it hangs on. Whoever sees one may report it. */
export const MEDIA_READERS: MediaReaders = {
  avatar: async (viewer, { userId }, now) => (await sightOn(viewer, userId as UserId, now)) !== 'nothing',
  proof: mayReadProof,
  group_picture: mayReadGroupPicture,
  chat_image: mayReadChatMedia,
  chat_file: mayReadChatMedia,
  chat_voice: mayReadChatMedia,
};
