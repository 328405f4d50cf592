import { Refusal } from '../dev/cloud/child.ts';
import type { Placed } from '../dev/day/acts.ts';

/** A game as the replay server's controls show it. */
export interface Game {
  readonly id: string;
  readonly sport: string;
  readonly home: string;
  readonly away: string;
  readonly startsAt: string;
  readonly final: { readonly home: number; readonly away: number };
  readonly ended: boolean;
  readonly hidden: boolean;
}

/** What a day makes happen to the games. @throws Refusal when the feed is not the replay server */
export function replayControl(feedUrl: string) {
  async function control<T>(path: string, body?: object): Promise<T> {
    const response = await fetch(`${feedUrl}/_replay${path}`, body && { method: 'POST', body: JSON.stringify(body) }).catch(
      () => undefined,
    );
    if (!response?.ok)
      throw new Refusal(`The feed at ${feedUrl} is not the replay server, and a day cannot be staged on a real one.`);
    return (await response.json()) as T;
  }
  const upcoming = async () => {
    const { games } = await control<{ games: Game[] }>('');
    return games.filter(({ startsAt, ended, hidden }) => !ended && !hidden && Date.parse(startsAt) > Date.now() + 60_000);
  };

  return {
    /** So many games to come, American football and soccer in turn, with their start moved to this instant. */
    async bringForward(count: number, startsAt: Date): Promise<Game[]> {
      if ((await upcoming()).length < count) await control('/reset', { startsInMinutes: 120 });
      const games = await upcoming();
      const [soccer, football] = [
        games.filter(({ sport }) => sport.startsWith('soccer')),
        games.filter(({ sport }) => !sport.startsWith('soccer')),
      ];
      const turns = football.flatMap((game, i) => [game, ...soccer.slice(i, i + 1)]);
      const chosen = [...turns, ...soccer.slice(football.length)].slice(0, count);
      for (const { id } of chosen) await control(`/games/${id}/move`, { startsAt: startsAt.toISOString() });
      return chosen;
    },

    /** Ends games with the score that they really had, or another. */
    async finish(games: readonly Game[], score: Game['final'] | object = {}): Promise<void> {
      for (const { id } of games) await control(`/games/${id}/finish`, score);
    },

    /** The feed shows it no more. */
    hide: ({ id }: Game): Promise<unknown> => control(`/games/${id}/hide`, {}),

    /** Publishes another score. */
    publish: ({ id }: Game, score: Game['final']): Promise<unknown> => control(`/games/${id}/score`, score),

    /** Publishes another score for a game that somebody won or lost on a side: the two scores change places. */
    async turnRound(picks: readonly Placed[]): Promise<{ eventId: string; home: string; away: string; score: Game['final'] }> {
      const found = picks.find(
        ({ pick: { legs }, game: { final } }) =>
          legs.length === 1 && ['moneyline', 'three_way'].includes(legs[0]?.market ?? '') && final.home !== final.away,
      );
      if (!found) throw new Error('nobody picked a side of a game with a winner');
      const { id, home, away, final } = found.game;
      const score = { home: final.away, away: final.home };
      await control(`/games/${id}/score`, score);
      return { eventId: found.event.id, home, away, score };
    },
  };
}
