import type { LinkStore } from '#schemas/deeplinks';
import type { League } from '#schemas/sports';

/** Our registration at a book's affiliate programme: the parameter of its links that names us. */
interface Affiliate {
  readonly parameter: string;
  readonly id: string;
}

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
   * The address by the place where the app came from; null where the store allows no such link, or the book has none there. `{state}` is the part of the
   * region in lower case, `{league}` the path of the league.
   */
  readonly urls: Readonly<Record<LinkStore, string | null>>;
  /** The paths of leagues; a league that is missing leads to the book's front page of sports. */
  readonly leagues: Readonly<Partial<Record<League, string>>>;
  /** The parameter that carries our click id to the book. */
  readonly clickParameter: string;
  /** Null until the book has accepted us. Then a link pays us, and says so. */
  readonly affiliate: Affiliate | null;
}

const states = (names: string): string[] => names.split(' ').map((state) => `US-${state}`);
const everywhere = (url: string) => ({ app_store: url, play_store: url, web: url });

/** Sportsbooks by the key that the odds provider has for them. The owner of the app answers for licences and registrations. */
export const BOOKS: Readonly<Record<string, BookRow>> = {
  draftkings: {
    title: 'DraftKings',
    regions: [
      ...states('AZ CO CT DC IA IL IN KS KY LA MA MD ME MI MO NC NH NJ NY OH OR PA TN VA VT WV WY'),
      'CA-ON',
    ],
    hosts: ['sportsbook.draftkings.com'],
    urls: everywhere('https://sportsbook.draftkings.com/{league}'),
    leagues: {
      nfl: 'leagues/football/nfl',
      nba: 'leagues/basketball/nba',
      mlb: 'leagues/baseball/mlb',
      nhl: 'leagues/hockey/nhl',
    },
    clickParameter: 's2sid',
    affiliate: null,
  },
  fanduel: {
    title: 'FanDuel',
    regions: [...states('AZ CO CT DC IA IL IN KS KY LA MA MD MI MO NC NJ NY OH PA TN VA VT WV WY'), 'CA-ON'],
    hosts: ['sportsbook.fanduel.com'],
    urls: everywhere('https://sportsbook.fanduel.com/{league}'),
    leagues: { nfl: 'navigation/nfl', nba: 'navigation/nba', mlb: 'navigation/mlb', nhl: 'navigation/nhl' },
    clickParameter: 'clickid',
    affiliate: null,
  },
  betmgm: {
    title: 'BetMGM',
    regions: states('AZ CO DC IA IL IN KS KY LA MA MD MI MO MS NC NJ NV NY OH PA TN VA WV WY'),
    minimumAge: 21,
    hosts: ['www.betmgm.com'],
    urls: { app_store: null, play_store: 'https://www.betmgm.com/{state}/{league}', web: 'https://www.betmgm.com/{state}/{league}' },
    leagues: { nfl: 'sports/football/nfl', nba: 'sports/basketball/nba' },
    clickParameter: 'click_id',
    affiliate: null,
  },
  bet365: {
    title: 'bet365',
    regions: [...states('AZ CO IA IL IN KY LA MD NC NJ OH PA TN VA'), 'GB', 'IE', 'CA-ON', 'AU'],
    hosts: ['www.bet365.com'],
    urls: { app_store: null, play_store: null, web: 'https://www.bet365.com/{league}' },
    leagues: {},
    clickParameter: 'click',
    affiliate: null,
  },
};

/** The key of a book that a person or the odds provider names: spaces and case do not count. */
export const bookKey = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
