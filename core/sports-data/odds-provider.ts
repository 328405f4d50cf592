import type { Competition, EventNames } from '#core/events';
import type { PriceSheet, Quota } from '#core/prices';
import type { ResultDetails, Score } from '#schemas/settlement';
import type { League } from '#schemas/sports';

/** A game as the provider shows it. */
export type ProviderGame = EventNames & {
  /** The provider's own id. */
  readonly providerGameId: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly startsAt: string;
};

/** A game with its prices. */
export type OddsItem = ProviderGame & {
  readonly prices: PriceSheet;
};

/** A game as a poll of odds or of games shows it: with its prices, or null where none were asked. */
export type UpcomingItem = ProviderGame & {
  readonly prices: PriceSheet | null;
};

/** A game with the lines beyond its main ones. A sheet without lines means that no book quotes any. */
export type FurtherItem = ProviderGame & {
  readonly alternate: PriceSheet;
  readonly players: PriceSheet;
};

/** A game with its score, if it has one yet. */
export type ScoreItem = ProviderGame & {
  readonly completed: boolean;
  readonly score: Score | null;
  /** The details of a final score, if the provider has any. At most MAX_DETAILS (schemas/admin.ts); larger ones are set aside. */
  readonly details?: ResultDetails | undefined;
};

/** An item that could not be read, so that it is not stored. */
export interface SetAside {
  /** The game of the item; null where even that could not be read. */
  readonly providerGameId: string | null;
  /** The place in the reply and the fault, never the reply itself. */
  readonly problem: string;
  /** True when the item calls its game completed. */
  readonly completed?: boolean;
}

export interface ProviderReply<Item> {
  readonly items: readonly Item[];
  readonly setAside: readonly SetAside[];
  readonly quota: Quota;
}

/**
 * The port for games, prices and scores. Each call gives a whole reply or throws a ProviderError, and shows nothing of the provider's own
 * shapes.
 */
export interface OddsProvider {
  /** The name under which it is stored. */
  readonly name: string;
  /** Tells if the provider reports scores of a league, and lines beyond the main ones. */
  covers(league: League): { readonly scores: boolean; readonly further: boolean };
  /** The most credits of one request of a league, by kind. Of further lines: for one game. @param competitions as of odds() */
  credits(league: League, competitions: readonly Competition[]): Readonly<Record<'odds' | 'scores' | 'further', number>>;
  /** The credits that may be spent in a month. */
  readonly budget: number;
  /** The competitions that are in season, of all leagues. Costs no credits. */
  competitions(): Promise<ProviderReply<Competition>>;
  /** Upcoming and live games with their main lines. @param competitions those of the league that are in season */
  odds(league: League, competitions?: readonly Competition[]): Promise<ProviderReply<OddsItem>>;
  /** Upcoming and live games without prices. Costs no credits. */
  games(league: League, competitions?: readonly Competition[]): Promise<ProviderReply<ProviderGame>>;
  /** One game's further lines and player lines: no item or one. */
  further(league: League, providerGameId: string): Promise<ProviderReply<FurtherItem>>;
  /** Upcoming and live games, and games that ended within three days. */
  scores(league: League, competitions?: readonly Competition[]): Promise<ProviderReply<ScoreItem>>;
}

/** The provider did not answer as it should, after all attempts. The message carries neither key nor URL. */
export class ProviderError extends Error {
  /** The HTTP status, if there was one. */
  readonly status: number | null;

  constructor(message: string, status: number | null) {
    super(message);
    this.name = 'ProviderError';
    this.status = status;
  }
}
