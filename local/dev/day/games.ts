import { dim } from '../../cli/colours.ts';
import { CommandError } from '../../cli/command.ts';
import type { connect } from '../../client/client.ts';
import type { ReplayGameView } from '../../provider/controls.ts';
import type { replayControl } from '../../provider/controls-client.ts';
import { ADMIN } from '../people.ts';
import { say } from './print.ts';

type ReplayControl = ReturnType<typeof replayControl>;

const lastPart = ({ result }: ReplayGameView): string => result?.periods?.at(-1)?.period ?? '';
const endsIn = (period: string) => (game: ReplayGameView) => lastPart(game) === period;

/** The games of the day: the provider's key of a sport, and which of its games. Picks name them by their index. */
const GAMES: readonly (readonly [sport: string, isWanted?: (game: ReplayGameView) => boolean])[] = [
  ['americanfootball_nfl'],
  ['soccer_epl'],
  ['basketball_nba', endsIn('OT')],
  ['icehockey_nhl', endsIn('SO')],
  ['baseball_mlb', endsIn('OT')],
  ['tennis_atp_wimbledon', ({ result }) => result?.state === 'retired'],
  ['mma_mixed_martial_arts'],
  ['golf_masters_tournament_winner'],
];

/** Chooses a game of each sport, and moves their start to `startsAt`. */
export async function chooseGames(replay: ReplayControl, startsAt: Date): Promise<ReplayGameView[]> {
  const games: ReplayGameView[] = [];
  for (const [sport, isWanted] of GAMES) games.push(await replay.bringGame(sport, startsAt, isWanted));
  return games;
}

/**
 * Ends the games as they really ended and prints how. The provider's scores come by its job; what it does not report an admin states as a file.
 * @throws CommandError when a row of the file is refused
 */
export async function endGames(
  { job }: Pick<ReturnType<typeof connect>, 'job'>,
  replay: ReplayControl,
  games: readonly ReplayGameView[],
  eventIds: ReadonlyMap<string, string>,
): Promise<void> {
  await replay.finish(games);
  for (const game of games) say('Score', endOf(game));
  const rows = games.flatMap(({ id, unreported }) =>
    unreported ? [JSON.stringify({ eventId: eventIds.get(id), ...unreported, reason: 'The official result.' })] : [],
  );
  const file = { admin: ADMIN.handle, format: 'ndjson', file: rows.join('\n') };
  const { recorded, problems } = (await job('import-results', file)) as { recorded: number; problems: string };
  if (problems !== '') throw new CommandError(problems);
  say(ADMIN.name, `states ${recorded} results that the provider does not report, ${dim('as a file')}`);
  await job('ingest-scores', { force: true });
}

/** The name that stands first on a leaderboard. */
const winnerOf = ({ result }: ReplayGameView): string =>
  Object.entries(result?.facts?.entries ?? {}).find(([, { position }]) => position === 1)?.[0] ?? 'nobody';

function endOf(game: ReplayGameView): string {
  const { sport, home, away, title, final, result } = game;
  if (title !== null || final === null) return `${title}: ${winnerOf(game)} wins`;
  const { winner, method } = result?.facts ?? {};
  if (winner === 'no_contest') return `${home} against ${away}, ${dim('no contest')}`;
  if (winner) {
    const [first, second] = winner === 'away' ? [away, home] : [home, away];
    return `${first} beats ${second}, ${dim(method ? `by ${method}` : `${final.home} - ${final.away} in sets, ${result?.state}`)}`;
  }
  const score = `${home} ${final.home} - ${final.away} ${away}`;
  const how = { SO: 'after a shoot-out', OT: sport.startsWith('baseball') ? 'after extra innings' : 'after overtime' }[
    lastPart(game)
  ];
  return how ? `${score}, ${dim(how)}` : score;
}
