import { type Quota, type Quote, sheetOf } from '#core/prices';
import type { League } from '#schemas/sports';
import type { FurtherItem, OddsItem, ProviderGame, ProviderReply } from '../odds-provider.ts';
import { PROVIDER_LEAGUES } from './leagues.ts';
import { Bookmaker, Game, OddsGame } from './protocol.ts';
import { marketQuotes, type Teams } from './read-market.ts';
import { gameOf, problemOf, type Reject, readReply } from './read-reply.ts';

interface OddsReply {
  readonly body: unknown;
  readonly quota: Quota;
}

/** Reads `/events`, a list of games without prices. */
export const readGames = (league: League, reply: OddsReply): ProviderReply<ProviderGame> =>
  readReply(league, Game, reply, gameOf);

/** Reads `/odds`, a list of games. */
export const readOdds = (league: League, reply: OddsReply): ProviderReply<OddsItem> =>
  readReply(league, OddsGame, reply, (game, reject) => ({
    ...gameOf(game),
    prices: sheetOf(
      PROVIDER_LEAGUES[league].format,
      quotesOf(league, game, reject).filter(({ subject }) => subject === undefined),
    ),
  }));

/** Reads the odds of one event as a list of one item, with its further lines apart from its player lines. */
export const readFurther = (league: League, { body, quota }: OddsReply): ProviderReply<FurtherItem> =>
  readReply(league, OddsGame, { body: [body], quota }, (game, reject) => {
    const { format, further } = PROVIDER_LEAGUES[league];
    const quotes = Map.groupBy(quotesOf(league, game, reject), ({ subject }) => subject !== undefined);
    return {
      ...gameOf(game),
      alternate: sheetOf(format, quotes.get(false) ?? []),
      players: sheetOf(further?.players.format ?? format, quotes.get(true) ?? []),
    };
  });

const quotesOf = (league: League, game: Game & { bookmakers: unknown[] }, reject: Reject): Quote[] => {
  const teams = game.home_team === null ? null : { home: game.home_team, away: game.away_team };
  return game.bookmakers.flatMap((raw) => bookQuotes(league, teams, raw, reject));
};

/** Reads a book's quotes. Each quote that cannot be read is set aside alone. */
function bookQuotes(league: League, teams: Teams | null, raw: unknown, reject: Reject): Quote[] {
  const book = Bookmaker.safeParse(raw);
  if (!book.success) {
    reject(`bookmaker ${problemOf(book.error)}`);
    return [];
  }
  const { key, title, markets } = book.data;
  return markets.flatMap((market) =>
    marketQuotes(league, teams, market, (problem) => reject(`${key} ${problem}`)).map((quote) => ({
      ...quote,
      book: key,
      title,
    })),
  );
}
