import { stack } from './stack.ts';

/** A game as the replay server has it. */
export interface Game {
  readonly id: string;
  readonly sport: string;
  readonly home: string;
  readonly away: string;
  readonly startsAt: string;
  readonly final: { readonly home: number; readonly away: number };
}

async function control<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
  const response = await fetch(`${stack().feedUrl}/_replay${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`the replay server refused ${path}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** Every game there is. */
export const games = async (): Promise<Game[]> => (await control<{ games: Game[] }>('GET', '')).games;

/** What happens to one game: `await happens(game, 'finish', { home: 20, away: 20 })`. local/feed/controls.ts has all that can. */
export const happens = (
  { id }: Pick<Game, 'id'>,
  what: 'start' | 'finish' | 'score' | 'move' | 'hide' | 'show' | 'silence',
  body: object = {},
): Promise<Game> => control('POST', `/games/${id}/${what}`, body);

/** What happens to the whole feed: `await feed('trouble', { kind: 503, times: 3 })`. */
export const feed = (what: 'reset' | 'shift' | 'pace' | 'trouble', body: object = {}): Promise<unknown> =>
  control('POST', `/${what}`, body);
