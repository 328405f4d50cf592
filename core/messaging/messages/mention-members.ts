import type { User } from '#actor';
import { hiddenOf } from '#core/graph';
import { cardsOf, mentionedIn, mentionRefusal } from '#core/users';
import { invalid } from '#errors';
import type { UserId } from '#schemas/common';
import type { NewMention } from '#schemas/item-views';
import type { StoredEntry } from '../log/log-entry.entity.ts';
import type { RosterMembers } from '../log/roster-rules.ts';

/** A text with the members whom it mentions, as it came. */
interface MentioningText {
  readonly text?: string | undefined;
  readonly mentions?: readonly NewMention[] | undefined;
}

/** Decides on the mentions of a text, for the members as they are then. @throws INVALID_INPUT */
type AssertMentions = (members: RosterMembers) => void;

/**
 * Reads what decides on mentions: 0.5 RRU for each person and 1 for the hidden ones; nothing without mentions. Whoever is no member, has left or
 * is on either side of a block is refused alike.
 * @param hidden reads the actor's hidden people; for a caller that may have read them already
 */
export async function mentionsIn(
  { userId }: User,
  { text = '', mentions = [] }: MentioningText,
  now: Date,
  hidden: typeof hiddenOf = hiddenOf,
): Promise<AssertMentions> {
  if (mentions.length === 0) return () => undefined;
  const [cards, { blocked }] = await Promise.all([cardsOf(mentionedIn(mentions), now), hidden(userId)]);
  return (members) => {
    const mentionable = new Map([...cards].filter(([userId]) => members.has(userId) && !blocked.has(userId)));
    const missing = mentions.findIndex(({ userId }) => !mentionable.has(userId));
    if (missing >= 0) throw invalid(`mentions.${missing}.userId`, 'You cannot mention this person here.');
    const refusal = mentionRefusal(text, mentions, mentionable);
    if (refusal) throw refusal;
  };
}

/** The mentions as a row keeps them; absent for none. */
export const keptMentions = ({ mentions = [] }: MentioningText) => (mentions.length > 0 ? { mentions: [...mentions] } : {});

/** The people whom a message mentions, without its sender. */
export const peopleMentioned = (entry: Pick<StoredEntry, 'senderId' | 'mentions'>): UserId[] =>
  mentionedIn(entry.mentions).filter((userId) => userId !== entry.senderId);
