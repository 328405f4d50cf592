import { turnedSheet } from '#core/prices';
import type { FurtherItem, ProviderGame, ScoreItem, UpcomingItem } from './odds-provider.ts';

/**
 * The items of a game whose teams the provider shows turned round, as they are from the sides that the event was made with: picks were
 * placed on those.
 */

/** A field has no sides to exchange. */
const turnedGame = <Item extends ProviderGame>(item: Item): Item =>
  item.title === null ? { ...item, home: item.away, away: item.home } : item;

export const turnedOdds = (item: UpcomingItem): UpcomingItem => ({
  ...turnedGame(item),
  prices: item.prices && turnedSheet(item.prices),
});

export const turnedFurther = (item: FurtherItem): FurtherItem => ({
  ...turnedGame(item),
  alternate: turnedSheet(item.alternate),
});

/** Details are left out, since facts name sides in free text: those of an equal score stay as they are. */
export const turnedScores = (item: ScoreItem): ScoreItem => ({
  ...turnedGame(item),
  score: item.score && { home: item.score.away, away: item.score.home },
  details: undefined,
});
