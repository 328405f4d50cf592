import type { Competition } from '#core/events';
import type { Quota } from '#core/prices';
import { hasField, LEAGUE_NAMES, sportOf } from '#schemas/sports';
import { ProviderError, type ProviderReply, type SetAside } from '../odds-provider.ts';
import { isKeyOf, PROVIDER_LEAGUES } from './leagues.ts';
import { InSeason, withoutWinner } from './protocol.ts';
import { problemOf } from './read-reply.ts';

/**
 * Reads `/sports`: the competitions of our leagues that are in season. A tournament of a tour that has outrights is no list of games.
 * @throws ProviderError when the reply is no list at all
 */
export function readSeason({ body, quota }: { body: unknown; quota: Quota }): ProviderReply<Competition> {
  if (!Array.isArray(body)) throw new ProviderError('the provider sent something that is not a list', 200);
  const setAside: SetAside[] = [];
  const items = (body as unknown[]).flatMap((raw, i): Competition[] => {
    const sport = InSeason.safeParse(raw);
    if (!sport.success) {
      setAside.push({ providerGameId: null, problem: `[${i}] ${problemOf(sport.error)}` });
      return [];
    }
    const { key, title, active, has_outrights } = sport.data;
    const league = LEAGUE_NAMES.find((name) => isKeyOf(name, key));
    if (!active || !league) return [];
    const isField = hasField(sportOf(league));
    // A league of games may have outrights beside them, a tournament of a tour not.
    const isOurs = isField ? has_outrights !== false : !has_outrights || !PROVIDER_LEAGUES[league].isTour;
    return isOurs ? [{ league, key, title: isField ? withoutWinner(title) : title }] : [];
  });
  return { items, setAside, quota };
}
