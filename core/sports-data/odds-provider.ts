import type { Score } from '#core/events';
import type { PriceSheet, Quota } from '#core/prices';
import type { ResultDetails } from '#schemas/settlement';
import type { League } from '#schemas/sports';

/** A game as the provider shows it. */
export interface ProviderGame {
  /** The provider's own id. */
  readonly providerGameId: string;
  readonly home: string;
  readonly away: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly startsAt: string;
}

/** A game with its prices. */
export interface OddsItem extends ProviderGame {
  readonly prices: PriceSheet;
}

/** A game with what is quoted of it beyond its main lines. A sheet without lines: nobody quotes any. */
export interface FurtherItem extends ProviderGame {
  readonly alternate: PriceSheet;
  readonly players: PriceSheet;
}

/** A game with its score, if it has one yet. */
export interface ScoreItem extends ProviderGame {
  readonly completed: boolean;
  readonly score: Score | null;
  /** What it knows of a final score beyond it; left out where it says nothing. At most MAX_DETAILS (schemas/admin.ts): more is set aside. */
  readonly details?: ResultDetails | undefined;
}

/** What the provider sent and we could not read, so that it is not stored. */
export interface SetAside {
  /** Which game it was about; null where even that could not be read. */
  readonly providerGameId: string | null;
  /** Where in the reply, and what was wrong: never the reply itself. */
  readonly problem: string;
}

export interface ProviderReply<Item> {
  readonly items: readonly Item[];
  readonly setAside: readonly SetAside[];
  readonly quota: Quota;
}

/** Where games, prices and scores come from. Every call either gives a whole reply or throws a ProviderError; nothing of its own shapes leaves it. */
export interface OddsProvider {
  /** Names it in what is stored. */
  readonly name: string;
  /** Upcoming and live games with their main lines. */
  odds(league: League): Promise<ProviderReply<OddsItem>>;
  /** One game's further lines, and the lines on its players. None or one item. */
  further(league: League, providerGameId: string): Promise<ProviderReply<FurtherItem>>;
  /** Upcoming and live games and those that ended within three days. */
  scores(league: League): Promise<ProviderReply<ScoreItem>>;
}

/** A provider that did not answer as it should, after all attempts. Its message carries neither key nor URL. */
export class ProviderError extends Error {
  /** The HTTP status, if there was one. */
  readonly status: number | null;

  constructor(message: string, status: number | null) {
    super(message);
    this.name = 'ProviderError';
    this.status = status;
  }
}
