import type { User } from '#actor';
import { textForReporter } from '#core/content';
import { type Sight, sightOn } from '#core/graph';
import { mediaSeenBy } from '#core/media';
import { messageForReporter } from '#core/messaging';
import type { MediaId, MessageId } from '#schemas/common';
import type { ReportableType } from '#schemas/moderation';
import { MEDIA_READERS } from './media-readers.ts';
import { mediaSubject, messageSubject, SUBJECTS, type Subject, textSubject } from './subjects.ts';

type See = (viewer: User, id: string, now: Date) => Promise<Subject | null>;

/** Loads a thing for somebody who has one of these sights on its owner. */
const seeing =
  (type: 'user' | 'pick', sights: readonly Sight[]): See =>
  async (viewer, id, now) => {
    const subject = await SUBJECTS[type].load(id);
    return subject && sights.includes(await sightOn(viewer, subject.userId, now)) ? subject : null;
  };

const seeingText =
  (type: 'post' | 'comment'): See =>
  async (viewer, id, now) => {
    const found = await textForReporter(viewer, { type, id }, now);
    return found && textSubject(found);
  };

/** A thing as somebody sees it who reports it; null when they may not see it. Beside SUBJECTS, since few functions need what these rules read. */
export const SEE: Readonly<Record<ReportableType, See>> = {
  user: seeing('user', ['all', 'numbers']),
  post: seeingText('post'),
  pick: seeing('pick', ['all']),
  comment: seeingText('comment'),
  media: async (viewer, id, now) => {
    const media = await mediaSeenBy(viewer, id as MediaId, MEDIA_READERS, now);
    return media && mediaSubject(media);
  },
  message: async (viewer, id) => {
    const message = await messageForReporter(viewer, id as MessageId);
    return message && messageSubject(message);
  },
};
