/**
 * The domains of books that give the link to a shared slip. A link may name any host of one. Nothing is fetched from them: a link is what its
 * author says, and only a picture is verified.
 */
export const SLIP_DOMAINS = [
  'bet365.com',
  'betfair.com',
  'betmgm.com',
  'betparx.com',
  'betrivers.com',
  'betway.com',
  'bovada.lv',
  'caesars.com',
  'draftkings.com',
  'espnbet.com',
  'fanatics.com',
  'fanduel.com',
  'hardrock.bet',
  'ladbrokes.com',
  'paddypower.com',
  'pinnacle.com',
  'pointsbet.com',
  'skybet.com',
  'thescore.bet',
  'unibet.com',
  'williamhill.com',
] as const;

/** True for the host of a book, such as `share.fanduel.com`. */
export const isSlipHost = (host: string): boolean =>
  SLIP_DOMAINS.some((domain) => host === domain || host.endsWith(`.${domain}`));
