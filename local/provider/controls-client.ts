import { CommandError } from '../cli/command.ts';
import type { ReplayGameView } from './controls.ts';

type FinalScore = ReplayGameView['final'];

/**
 * Changes the games of a running replay server.
 * @param providerUrl everything before `/_replay`
 * @throws CommandError, from each method, when the provider is not the replay server
 */
export function replayControl(providerUrl: string) {
  async function control<T>(path: string, body?: object): Promise<T> {
    const response = await fetch(`${providerUrl}/_replay${path}`, body && { method: 'POST', body: JSON.stringify(body) }).catch(
      () => undefined,
    );
    if (!response?.ok)
      throw new CommandError(`The odds provider at ${providerUrl} is not the replay server: its games cannot be changed.`);
    return (await response.json()) as T;
  }
  const upcoming = async () => {
    const { games } = await control<{ games: ReplayGameView[] }>('');
    return games.filter(({ startsAt, ended, hidden }) => !ended && !hidden && Date.parse(startsAt) > Date.now() + 60_000);
  };

  return {
    /** Chooses `count` games that have not begun, American football and soccer in turn, and moves their start to `startsAt`. */
    async bringForward(count: number, startsAt: Date): Promise<ReplayGameView[]> {
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

    /** Ends games, with their real score or another one. */
    async finish(games: readonly ReplayGameView[], score: FinalScore | object = {}): Promise<void> {
      for (const { id } of games) await control(`/games/${id}/finish`, score);
    },

    /** Takes a game off the provider's lists. */
    hide: ({ id }: ReplayGameView): Promise<unknown> => control(`/games/${id}/hide`, {}),

    /** Sets the score of a game. */
    publish: ({ id }: ReplayGameView, score: FinalScore): Promise<unknown> => control(`/games/${id}/score`, score),
  };
}
