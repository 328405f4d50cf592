import type { League } from '#schemas/sports';
import { seasonEntity } from './season.entity.ts';

/** A competition that the provider has in season. A league is one under one key, a tour one for each tournament. */
export interface Competition {
  readonly league: League;
  /** The provider's key. */
  readonly key: string;
  /** The provider's name of it. */
  readonly title: string;
}

export interface Season {
  /** The instant of the provider's reply, ISO 8601. */
  readonly at: string;
  readonly competitions: readonly Competition[];
}

/** The competitions in season, as the provider last said; null before its first reply. 0.5 RRU for some 40 of them. */
export async function findSeason(): Promise<Season | null> {
  const { data } = await seasonEntity().get({ list: 'all' }).go();
  return data && { at: data.at, competitions: data.competitions };
}

/** Replaces what the provider said before. One write of 1 WRU for each KB, some 12 competitions. */
export async function writeSeason({ at, competitions }: Season): Promise<void> {
  await seasonEntity()
    .put({ list: 'all', at, competitions: [...competitions] })
    .go();
}
