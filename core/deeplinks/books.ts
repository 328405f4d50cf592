import { LINKED_BOOKS, type LinkedBook, type LinkStore } from '#schemas/deeplinks';
import type { League } from '#schemas/sports';

/** Our knowledge of a sportsbook that links lead to. */
export interface BookRow {
  readonly title: string;
  /** The regions in which its licence lets it take bets. */
  readonly regions: readonly string[];
  /** The least age of its customers, where it asks for more than its region. */
  readonly minimumAge?: number;
  /** Hosts that a link may lead to, exactly. */
  readonly hosts: readonly string[];
  /**
   * The address by the store of the app; null where the store allows no such link, or the book has none there. `{state}` is the part of the
   * region in lower case, `{league}` the path of the league.
   */
  readonly urls: Readonly<Record<LinkStore, string | null>>;
  /** The paths of leagues; a league that is missing leads to the book's front page of sports. */
  readonly leagues: Readonly<Partial<Record<League, string>>>;
  /** The parameter that carries our click id to the book. */
  readonly clickParameter: string;
  /** The parameter that names us at the book's affiliate programme. The settings have our registration for it. */
  readonly affiliateParameter: string;
}

const states = (names: string): string[] => names.split(' ').map((state) => `US-${state}`);
const everywhere = (url: string) => ({ app_store: url, play_store: url, web: url });

/** Sportsbooks by their keys. The owner of the app answers for licences, addresses and parameters (docs/deploying.md). */
export const BOOKS: Readonly<Record<LinkedBook, BookRow>> = {
  draftkings: {
    title: 'DraftKings',
    regions: [...states('AZ CO CT DC IA IL IN KS KY LA MA MD ME MI MO NC NH NJ NY OH OR PA TN VA VT WV WY'), 'CA-ON'],
    hosts: ['sportsbook.draftkings.com'],
    urls: everywhere('https://sportsbook.draftkings.com/{league}'),
    leagues: {
      nfl: 'leagues/football/nfl',
      nba: 'leagues/basketball/nba',
      mlb: 'leagues/baseball/mlb',
      nhl: 'leagues/hockey/nhl',
    },
    clickParameter: 's2sid',
    affiliateParameter: 'wpcid',
  },
  fanduel: {
    title: 'FanDuel',
    regions: [...states('AZ CO CT DC IA IL IN KS KY LA MA MD MI MO NC NJ NY OH PA TN VA VT WV WY'), 'CA-ON'],
    hosts: ['sportsbook.fanduel.com'],
    urls: everywhere('https://sportsbook.fanduel.com/{league}'),
    leagues: { nfl: 'navigation/nfl', nba: 'navigation/nba', mlb: 'navigation/mlb', nhl: 'navigation/nhl' },
    clickParameter: 'clickid',
    affiliateParameter: 'btag',
  },
  betmgm: {
    title: 'BetMGM',
    regions: states('AZ CO DC IA IL IN KS KY LA MA MD MI MO MS NC NJ NV NY OH PA TN VA WV WY'),
    minimumAge: 21,
    hosts: ['www.betmgm.com'],
    urls: {
      app_store: null,
      play_store: 'https://www.betmgm.com/{state}/{league}',
      web: 'https://www.betmgm.com/{state}/{league}',
    },
    leagues: { nfl: 'sports/football/nfl', nba: 'sports/basketball/nba' },
    clickParameter: 'click_id',
    affiliateParameter: 'wm',
  },
  bet365: {
    title: 'bet365',
    regions: [...states('AZ CO IA IL IN KY LA MD NC NJ OH PA TN VA'), 'GB', 'IE', 'CA-ON', 'AU'],
    hosts: ['www.bet365.com'],
    urls: { app_store: null, play_store: null, web: 'https://www.bet365.com/{league}' },
    leagues: {},
    clickParameter: 'click',
    affiliateParameter: 'affiliate',
  },
};

const isLinked = (key: string): key is LinkedBook => (LINKED_BOOKS as readonly string[]).includes(key);

/** The book that a person or the odds provider names: spaces, dots and case do not count. Null for one that links do not lead to. */
export function bookNamed(name: string): LinkedBook | null {
  const key = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return isLinked(key) ? key : null;
}
