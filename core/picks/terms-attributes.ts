/**
 * What a bettor says with a pick, as ElectroDB's attributes: the newest revision is copied into the pick, every one of them is kept. Amounts
 * are millionths of a unit.
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
    /** Canonical text, as `-3.5`; absent where the market has none. */
    line: { type: 'string' },
    /** The player, and what is counted of him; absent where the market is on the game. */
    subject: { type: 'string' },
    stat: { type: 'string' },
    /** As entered, byte for byte; absent where the ticket is priced as a whole. */
    odds,
    /** The start in force when this revision was accepted. */
    acceptedStart: { type: 'string', required: true },
  },
} as const;

export const termsAttributes = {
  legs: { type: 'list', required: true, items: leg },
  /** Of a round robin: on each of its combinations. */
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
  /** A teaser of which any tie voids the whole. */
  superTeaser: { type: 'boolean' },
  book: { type: 'string' },
  analysis: { type: 'string' },
} as const;
