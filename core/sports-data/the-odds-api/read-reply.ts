import type * as z from 'zod';
import type { Quota } from '#core/prices';
import { SPORT_ROWS } from '#schemas/leagues';
import { hasField, type League, sportOf } from '#schemas/sports';
import { ProviderError, type ProviderGame, type ProviderReply, type SetAside } from '../odds-provider.ts';
import { isKeyOf } from './leagues.ts';
import { type Game, GameId } from './protocol.ts';

/** A shape of the reply for each of what can play in a game. */
type Shapes = Readonly<Record<'sides' | 'field', z.ZodType<Game>>>;

/** Records a fault in one game of a reply. */
export type Reject = (problem: string) => void;

/**
 * Reads a reply's list item by item. An item that cannot be read is set aside; the others go on.
 * @throws ProviderError when the reply is no list at all
 */
export function readReply<S extends Shapes, Item>(
  league: League,
  shapes: S,
  { body, quota }: { body: unknown; quota: Quota },
  read: (game: z.output<S[keyof Shapes]>, reject: Reject) => Item | null,
): ProviderReply<Item> {
  if (!Array.isArray(body)) throw new ProviderError('the provider sent something that is not a list', 200);
  const sport = sportOf(league);
  const shape = shapes[SPORT_ROWS[sport].competitors];
  const items = new Map<string, Item>();
  const setAside: SetAside[] = [];
  for (const [i, raw] of (body as unknown[]).entries()) {
    if (!hasField(sport) && isOutright(raw)) continue;
    const providerGameId = GameId.safeParse((raw as { id?: unknown } | null)?.id).data ?? null;
    const completed = (raw as { completed?: unknown } | null)?.completed === true;
    const reject = (problem: string) => {
      setAside.push({ providerGameId, problem: `[${i}] ${problem}`, ...(completed && { completed }) });
    };
    const game = shape.safeParse(raw);
    const problem = game.success ? gameProblem(league, game.data, items) : problemOf(game.error);
    const item = game.success && problem === null ? read(game.data as z.output<S[keyof Shapes]>, reject) : null;
    if (problem !== null) reject(problem);
    if (game.success && item !== null) items.set(game.data.id, item);
  }
  return { items: [...items.values()], setAside, quota };
}

/** An event of outrights has no sides: in a league of games it is none, and nothing is wrong with it. */
const isOutright = (raw: unknown): boolean => {
  const { home_team, away_team } = (raw ?? {}) as { home_team?: unknown; away_team?: unknown };
  return home_team === null && away_team === null;
};

function gameProblem(league: League, game: Game, seen: ReadonlyMap<string, unknown>): string | null {
  if (!isKeyOf(league, game.sport_key)) return 'sport_key is of another sport';
  if (game.home_team !== null && game.home_team === game.away_team) return 'a team plays against itself';
  if (seen.has(game.id)) return 'the same id again';
  return null;
}

export const gameOf = (game: Game): ProviderGame => ({
  providerGameId: game.id,
  startsAt: new Date(game.commence_time).toISOString(),
  ...(game.home_team === null
    ? { home: null, away: null, title: game.sport_title }
    : { home: game.home_team, away: game.away_team, title: null }),
});

/** The path and the fault, without the value. */
export const problemOf = (error: z.ZodError): string => {
  const issue = error.issues[0];
  return `${issue?.path.join('.') || 'item'}: ${issue?.code ?? 'unreadable'}`;
};
