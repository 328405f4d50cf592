import { hideTextPart, type ItemRef, type ReportedText, textForModerators } from '#core/content';
import { loadMedia, removedPart, type StoredMedia } from '#core/media';
import { hiddenWordsPart, pickById, type StoredPick, wholeAnalysis } from '#core/picks';
import { loadUser } from '#core/users';
import type { Part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import type { ReportableType } from '#schemas/moderation';
import type { SubjectRef } from './case.store.ts';
import type { CopiedSubject } from './report.store.ts';

/** A thing that was, or is to be, reported. */
export interface Subject {
  readonly userId: UserId;
  readonly copy: CopiedSubject;
  /** The instant at which a moderator hid it; null while it is shown. */
  readonly hiddenAt: string | null;
  /** The item that a comment is on; null for anything else. */
  readonly item: ItemRef | null;
}

/** A kind of things that can be reported. */
interface Reportable {
  /** The thing as it is, whoever may see it; null when it is gone. */
  readonly load: (id: string) => Promise<Subject | null>;
  /** Hides the thing, or with null shows it again. Refused when it is gone. Absent: it cannot be hidden. */
  readonly hidePart?: (id: string, hiddenAt: string | null) => Part;
}

const NOTHING = { handle: null, displayName: null, text: null, book: null, revision: null };

async function loadPerson(id: string): Promise<Subject | null> {
  const user = await loadUser(id as UserId);
  if (!user) return null;
  const { handle, displayName, bio } = user;
  return { userId: id as UserId, copy: { ...NOTHING, handle, displayName, text: bio || null }, hiddenAt: null, item: null };
}

async function pickSubject(pick: StoredPick): Promise<Subject> {
  const { authorId, book, revision, wordsHiddenAt } = pick;
  const text = await wholeAnalysis(pick);
  return {
    userId: authorId,
    copy: { ...NOTHING, text, book: book ?? null, revision },
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
  copy: { ...NOTHING, text, revision },
  hiddenAt,
  item,
});

const reportableText = (type: 'post' | 'comment'): Reportable => ({
  load: async (id) => {
    const found = await textForModerators({ type, id });
    return found && textSubject(found);
  },
  hidePart: (id, hiddenAt) => hideTextPart({ type, id }, hiddenAt),
});

export const mediaSubject = ({ userId, name, alt, removedAt }: StoredMedia): Subject => ({
  userId: userId as UserId,
  copy: { ...NOTHING, text: name ?? alt ?? null },
  hiddenAt: removedAt ?? null,
  item: null,
});

const reportableMedia: Reportable = {
  load: async (id) => {
    const media = await loadMedia(id);
    return media && mediaSubject(media);
  },
  hidePart: removedPart,
};

/** The kinds of things that can be reported. A new one is a row. */
export const SUBJECTS: Readonly<Record<ReportableType, Reportable>> = {
  user: { load: loadPerson },
  post: reportableText('post'),
  pick: { load: loadPick, hidePart: hiddenWordsPart },
  comment: reportableText('comment'),
  media: reportableMedia,
};

/** True where a moderator has hidden a thing, and the item that a comment is on; null for a thing that is gone. 1 RRU, 2 for a long post. */
export async function hidingOf({ type, id }: SubjectRef): Promise<{ hidden: boolean; item: ItemRef | null } | null> {
  const thing = await SUBJECTS[type].load(id);
  return thing && { hidden: thing.hiddenAt !== null, item: thing.item };
}
