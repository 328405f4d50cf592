import type { User } from '#actor';
import { hideTextPart, type ItemRef, type ReportedText, textForModerators, textForReporter } from '#core/content';
import { type Sight, sightOn } from '#core/graph';
import { hiddenWordsPart, pickById, type StoredPick, wholeAnalysis } from '#core/picks';
import { loadUser } from '#core/users';
import type { Part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import type { ReportableType } from '#schemas/moderation';
import type { SubjectRef } from './case.store.ts';
import type { CopiedSubject } from './report.store.ts';

/** A thing that was, or is to be, reported. */
interface Subject {
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
  /** The same for somebody who reports it; null when they may not see it. */
  readonly see: (viewer: User, id: string, now: Date) => Promise<Subject | null>;
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

/** Loads a thing for somebody who has one of these sights on its owner. */
const seeing =
  (load: Reportable['load'], sights: readonly Sight[]): Reportable['see'] =>
  async (viewer, id, now) => {
    const subject = await load(id);
    return subject && sights.includes(await sightOn(viewer, subject.userId, now)) ? subject : null;
  };

const textSubject = ({ authorId, text, revision, hiddenAt, item }: ReportedText): Subject => ({
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
  see: async (viewer, id, now) => {
    const found = await textForReporter(viewer, { type, id }, now);
    return found && textSubject(found);
  },
  hidePart: (id, hiddenAt) => hideTextPart({ type, id }, hiddenAt),
});

/** The kinds of things that can be reported. A new one is a row. */
export const SUBJECTS: Readonly<Record<ReportableType, Reportable>> = {
  user: { load: loadPerson, see: seeing(loadPerson, ['all', 'numbers']) },
  post: reportableText('post'),
  pick: { load: loadPick, see: seeing(loadPick, ['all']), hidePart: hiddenWordsPart },
  comment: reportableText('comment'),
};

/** True where a moderator has hidden a thing, and the item that a comment is on; null for a thing that is gone. 1 RRU, 2 for a long post. */
export async function hidingOf({ type, id }: SubjectRef): Promise<{ hidden: boolean; item: ItemRef | null } | null> {
  const thing = await SUBJECTS[type].load(id);
  return thing && { hidden: thing.hiddenAt !== null, item: thing.item };
}
