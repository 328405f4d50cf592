import { type ItemRef, type ReportedText, textForModerators } from '#core/content';
import { loadMedia, type StoredMedia } from '#core/media';
import { messageForModerators, type ReportedMessage } from '#core/messaging';
import { pickById, type StoredPick, wholeAnalysis } from '#core/picks';
import { loadUser } from '#core/users';
import type { MessageId, UserId } from '#schemas/common';
import type { ReportableType } from '#schemas/moderation';
import type { SubjectRef } from './case.store.ts';
import { type CopiedSubject, NO_COPY } from './report.store.ts';

/** A thing that was, or is to be, reported. */
export interface Subject {
  readonly userId: UserId;
  readonly copy: CopiedSubject;
  /** The instant at which a moderator hid it; null while it is shown. */
  readonly hiddenAt: string | null;
  /** The item that a comment is on; null for anything else. */
  readonly item: ItemRef | null;
  /** Of a message: the others whose words its copy has, by their numbers from 1 on. */
  readonly speakers?: readonly UserId[];
}

/** Loads a thing as it is, whoever may see it; null when it is gone. */
type Load = (id: string) => Promise<Subject | null>;

async function loadPerson(id: string): Promise<Subject | null> {
  const user = await loadUser(id as UserId);
  if (!user) return null;
  const { handle, displayName, bio } = user;
  return { userId: id as UserId, copy: { ...NO_COPY, handle, displayName, text: bio || null }, hiddenAt: null, item: null };
}

async function pickSubject(pick: StoredPick): Promise<Subject> {
  const { authorId, book, revision, wordsHiddenAt } = pick;
  const text = await wholeAnalysis(pick);
  return {
    userId: authorId,
    copy: { ...NO_COPY, text, book: book ?? null, revision },
    hiddenAt: wordsHiddenAt ?? null,
    item: null,
  };
}

async function loadPick(id: string): Promise<Subject | null> {
  const pick = await pickById(id);
  return pick && pickSubject(pick);
}

export const textSubject = ({ authorId, text, revision, hiddenAt, item }: ReportedText): Subject => ({
  userId: authorId,
  copy: { ...NO_COPY, text, revision },
  hiddenAt,
  item,
});

const loadText =
  (type: 'post' | 'comment'): Load =>
  async (id) => {
    const found = await textForModerators({ type, id });
    return found && textSubject(found);
  };

export const mediaSubject = ({ userId, name, alt, removedAt }: StoredMedia): Subject => ({
  userId: userId as UserId,
  copy: { ...NO_COPY, text: name ?? alt ?? null },
  hiddenAt: removedAt ?? null,
  item: null,
});

async function loadUpload(id: string): Promise<Subject | null> {
  const media = await loadMedia(id);
  return media && mediaSubject(media);
}

export function messageSubject({ authorId, type, at, text, revision, mediaId, before }: ReportedMessage): Subject {
  const speakers = [...new Set(before.map((one) => one.authorId))].filter((userId) => userId !== authorId);
  const lines = before.map((one) => ({
    speaker: speakers.indexOf(one.authorId) + 1,
    type: one.type,
    at: one.at,
    text: one.text,
  }));
  const message = { type, at, before: lines, ...(mediaId !== null && { mediaId }) };
  return { userId: authorId, copy: { ...NO_COPY, text, revision, message }, hiddenAt: null, item: null, speakers };
}

async function loadMessage(id: string): Promise<Subject | null> {
  const found = await messageForModerators(id as MessageId);
  return found && { userId: found.authorId, copy: NO_COPY, hiddenAt: found.removedAt, item: null };
}

/** The kinds of things that can be reported. A new one is a row, here, in SEE and in HIDE. */
export const SUBJECTS: Readonly<Record<ReportableType, { readonly load: Load }>> = {
  user: { load: loadPerson },
  post: { load: loadText('post') },
  pick: { load: loadPick },
  comment: { load: loadText('comment') },
  media: { load: loadUpload },
  message: { load: loadMessage },
};

/** True where a moderator has hidden a thing, and the item that a comment is on; null for a thing that is gone. 1 RRU, 2 for a long post. */
export async function hidingOf({ type, id }: SubjectRef): Promise<{ hidden: boolean; item: ItemRef | null } | null> {
  const thing = await SUBJECTS[type].load(id);
  return thing && { hidden: thing.hiddenAt !== null, item: thing.item };
}
