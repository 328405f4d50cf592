import { CommandError } from '../cli/command.ts';
import type { ReplayGameView } from './controls.ts';

/** The home team of a game, or the title of a tournament. */
export const nameOf = ({ home, title }: Pick<ReplayGameView, 'home' | 'title'>): string => home ?? title ?? '';

type FinalScore = NonNullable<ReplayGameView['final']>;

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
  const upcoming = async (sports: readonly string[]) => {
    const { games } = await control<{ games: ReplayGameView[] }>('');
    return games.filter(
      ({ sport, startsAt, ended, hidden }) =>
        sports.includes(sport) && !ended && !hidden && Date.parse(startsAt) > Date.now() + 60_000,
    );
  };
  const restart = (sports: readonly string[]) => control('/reset', { startsInMinutes: 120, sports });
  const move = ({ id }: ReplayGameView, startsAt: Date) =>
    control<ReplayGameView>(`/games/${id}/move`, { startsAt: startsAt.toISOString() });

  return {
    /** Chooses `count` games that have not begun, of the NFL and the Premier League in turn, and moves their start to `startsAt`. */
    async bringForward(count: number, startsAt: Date): Promise<ReplayGameView[]> {
      const sports = ['americanfootball_nfl', 'soccer_epl'] as const;
      if ((await upcoming(sports)).length < count) await restart(sports);
      const [football, soccer] = await Promise.all([upcoming(sports.slice(0, 1)), upcoming(sports.slice(1))]);
      const turns = football.flatMap((game, i) => [game, ...soccer.slice(i, i + 1)]);
      const chosen = [...turns, ...soccer.slice(football.length)].slice(0, count);
      return Promise.all(chosen.map((game) => move(game, startsAt)));
    },

    /**
     * Moves the start of the first game of a sport that has not begun to `startsAt`; begins the sport anew where all have.
     * @param sport the provider's key
     * @param isWanted chooses among the games, by what an admin enters of them after their end
     */
    async bringGame(sport: string, startsAt: Date, isWanted: (game: ReplayGameView) => boolean = () => true) {
      const find = async () => (await upcoming([sport])).find(isWanted);
      const game = (await find()) ?? (await restart([sport]).then(find));
      if (!game) throw new CommandError(`The replay server has no such game of ${sport}.`);
      return move(game, startsAt);
    },

    /** Moves the start of the games with these home teams, or titles, to `startsAt`; begins all their sports anew where one of them has begun. */
    async bringNamed(
      wanted: readonly { readonly sport: string; readonly home: string }[],
      startsAt: Date,
    ): Promise<ReplayGameView[]> {
      const sports = [...new Set(wanted.map(({ sport }) => sport))];
      const find = async () => {
        const all = await upcoming(sports);
        return wanted.flatMap(
          ({ sport, home }) => all.find((game) => game.sport === sport && nameOf(game).startsWith(home)) ?? [],
        );
      };
      let games = await find();
      if (games.length < wanted.length) games = await restart(sports).then(find);
      if (games.length < wanted.length) throw new CommandError('The replay server does not have all of these games.');
      return Promise.all(games.map((game) => move(game, startsAt)));
    },

    /** Moves the start of a game, also to an instant that has passed. */
    move,

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
