/**
 * The terms of a pick, as attributes of ElectroDB. Every revision keeps its own; the pick repeats those of the newest. Amounts are millionths
 * of a unit.
 */
const odds = {
  type: 'map',
  properties: {
    format: { type: ['american', 'decimal', 'fractional'] as const, required: true },
    price: { type: 'string', required: true },
  },
} as const;

const leg = {
  type: 'map',
  properties: {
    eventId: { type: 'string', required: true },
    sport: { type: 'string', required: true },
    league: { type: 'string', required: true },
    market: { type: 'string', required: true },
    period: { type: 'string', required: true },
    selection: { type: 'string', required: true },
    /** Canonical text, such as `-3.5`; absent where the market has none. */
    line: { type: 'string' },
    /** The player or competitor whom it is about, and the player's statistic; absent where the market is on the game. */
    subject: { type: 'string' },
    stat: { type: 'string' },
    /** The others of a duel or a group; absent where the market has none. */
    opponents: { type: 'list', items: { type: 'string' } },
    /** The unit of a line in tennis; absent: games. */
    lineUnit: { type: ['games', 'sets'] as const },
    /** The listed pitchers of a game of baseball; absent: the leg has action whoever starts. */
    pitchers: { type: 'map', properties: { home: { type: 'string' }, away: { type: 'string' } } },
    /** True where the book of a moneyline quoted the draw too. */
    drawPrice: { type: 'boolean' },
    /** Kept byte for byte as entered; absent where the ticket has one price. */
    odds,
    /** The best price that was quoted for it when the terms were accepted; absent where nothing could be compared. */
    quoted: odds,
    /** The start in force when this revision was accepted. */
    acceptedStart: { type: 'string', required: true },
  },
} as const;

export const termsAttributes = {
  legs: { type: 'list', required: true, items: leg },
  /** The stake; of a round robin, the stake of each combination. */
  stake: { type: 'number', required: true },
  /** Legs in each combination of a round robin. */
  size: { type: 'number' },
  /** The quoted price of a same-game parlay or a teaser. */
  odds,
  /** A teaser's prices by the number of legs that are left. */
  teaserPrices: {
    type: 'list',
    items: { type: 'map', properties: { legs: { type: 'number', required: true }, odds: { ...odds, required: true } } },
  },
  /** True for a teaser that is void when any leg ties. */
  superTeaser: { type: 'boolean' },
  book: { type: 'string' },
  analysis: { type: 'string' },
  /** The revision in whose row the whole of a long analysis stands. `analysis` is its beginning then. */
  longAnalysis: { type: 'number' },
} as const;
