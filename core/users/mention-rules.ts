import { type DomainError, invalid } from '#errors';
import { CUT } from '#platform/excerpt';
import type { UserId } from '#schemas/common';
import type { Mention, NewMention } from '#schemas/item-views';
import { authorView, type UserCard } from './card.view.ts';

/** The attribute of a row that keeps mentions: in the order of the text, in UTF-16 units. Each place reads `@` and the handle that the person had. */
export const mentionsAttribute = {
  type: 'list',
  items: {
    type: 'map',
    properties: {
      start: { type: 'number', required: true },
      end: { type: 'number', required: true },
      userId: { type: 'string', required: true },
    },
  },
} as const;

type Cards = ReadonlyMap<UserId, Pick<UserCard, 'userId' | 'handle' | 'displayName' | 'avatarId'>>;

/**
 * The refusal of the first mention whose place does not read `@` and the handle of its person; null for none.
 * @param cards of everybody who may be mentioned: somebody who is not among them is refused as if there were nobody
 */
export function mentionRefusal(text: string, mentions: readonly NewMention[], cards: Cards): DomainError | null {
  for (const [i, { start, end, userId }] of mentions.entries()) {
    const card = cards.get(userId);
    if (!card) return noSuchPersonAt(i);
    if (text.slice(start, end).toLowerCase() !== `@${card.handle}`)
      return invalid(
        `mentions.${i}.start`,
        `The text does not read @${card.handle} there, in UTF-16 units of the trimmed text in NFC.`,
      );
  }
  return null;
}

/** The same for somebody who is gone, and for somebody on either side of a block. */
export const noSuchPersonAt = (i: number): DomainError => invalid(`mentions.${i}.userId`, 'There is nobody with this id.');

/** The refusal of a mention that an account of less than a day may not make yet. */
export const mentionsStranger = (i: number): DomainError =>
  invalid(`mentions.${i}.userId`, 'On the first day of an account only people who follow it can be mentioned.');

/** A text as it is kept. */
export interface Written {
  readonly text?: string | undefined;
  readonly mentions?: readonly { readonly start: number; readonly end: number; readonly userId: string }[] | undefined;
}

/** A text as it is shown. */
export interface ShownText {
  readonly text: string | null;
  readonly mentions: Mention[];
}

/**
 * A text with today's handles in the places of its mentions. A person who is gone, or not among the cards, is left as it was written, and is no
 * mention. Of an excerpt, a mention that its end cuts is left out.
 */
export function shownText({ text, mentions = [] }: Written, cards: Cards, isCut = false): ShownText {
  if (text === undefined) return { text: null, mentions: [] };
  const whole = isCut ? text.length - CUT.length : text.length;
  const shown: Mention[] = [];
  let out = '';
  let from = 0;
  for (const { start, end, userId } of mentions) {
    const card = cards.get(userId as UserId);
    if (!card || end > whole) continue;
    out += text.slice(from, start);
    const at = `@${card.handle}`;
    shown.push({
      start: out.length,
      end: out.length + at.length,
      user: authorView(card.userId, card),
    });
    out += at;
    from = end;
  }
  return { text: out + text.slice(from), mentions: shown };
}

/** The people whom a text mentions, each once. */
export const mentionedIn = (mentions: readonly { readonly userId: string }[] = []): UserId[] => [
  ...new Set(mentions.map(({ userId }) => userId as UserId)),
];
