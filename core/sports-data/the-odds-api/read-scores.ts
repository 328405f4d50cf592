import type { Quota } from '#core/prices';
import type { League } from '#schemas/sports';
import type { ProviderReply, ScoreItem } from '../odds-provider.ts';
import { ScoresGame } from './protocol.ts';
import { gameOf, readReply } from './read-reply.ts';

/** Reads `/scores`. A game without scores, or with an empty list of them, has a null score, never 0-0; each team needs exactly one. */
export const readScores = (league: League, reply: { body: unknown; quota: Quota }): ProviderReply<ScoreItem> =>
  readReply(league, ScoresGame, reply, (game, reject) => {
    const { completed, scores } = game;
    if (!scores?.length) return { ...gameOf(game), completed, score: null };
    if (game.home_team === null) {
      reject('scores of an event without sides');
      return null;
    }
    const of = (team: string) => scores.filter(({ name }) => name === team).map(({ score }) => Number(score));
    const [[home, again], [away, twice]] = [of(game.home_team), of(game.away_team)];
    if (home === undefined || away === undefined || again !== undefined || twice !== undefined) {
      reject('scores that are not one for each team');
      return null;
    }
    return { ...gameOf(game), completed, score: { home, away } };
  });
