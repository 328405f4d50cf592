import type { TicketKind } from './settlement.ts';

/** The fields that each kind of ticket needs, in a pick and in a line of the grade command. */

interface TicketToCheck {
  readonly kind: TicketKind;
  /** `event` identifies a leg's event; undefined if the ticket does not name it. */
  readonly legs: readonly { readonly event: string | undefined; readonly odds?: unknown }[];
  readonly size?: number | undefined;
  readonly odds?: unknown;
  readonly teaserPrices?: unknown;
}

/** The path of a wrong field and a message. `event` in a path stands for the field that names the event. */
export type Problem = readonly [path: readonly (string | number)[], message: string];
type TicketCheck = (ticket: TicketToCheck) => Problem | null;

const legsPriced: TicketCheck = ({ legs }) => {
  const unpriced = legs.findIndex(({ odds }) => odds === undefined);
  return unpriced < 0 ? null : [['legs', unpriced, 'odds'], 'each leg needs its odds'];
};
const severalLegs: TicketCheck = ({ legs }) => (legs.length >= 2 ? null : [['legs'], 'a ticket has at least two legs']);
const oneEventEach: TicketCheck = ({ legs }) => {
  const events = legs.map(({ event }) => event);
  const twice = events.findIndex((event, i) => event !== undefined && events.indexOf(event) < i);
  return twice < 0 ? null : [['legs', twice, 'event'], 'two legs on one event are not independent: that is a same-game parlay'];
};

const CHECKS: Readonly<Record<TicketToCheck['kind'], readonly TicketCheck[]>> = {
  single: [({ legs }) => (legs.length === 1 ? null : [['legs'], 'a single has one leg']), legsPriced],
  parlay: [severalLegs, legsPriced, oneEventEach],
  round_robin: [
    severalLegs,
    legsPriced,
    oneEventEach,
    ({ size, legs }) =>
      size !== undefined && size <= legs.length ? null : [['size'], 'a round robin needs a size of at most its legs'],
  ],
  same_game_parlay: [severalLegs, ({ odds }) => (odds ? null : [['odds'], 'a same-game parlay needs its quoted price'])],
  teaser: [
    severalLegs,
    ({ odds, teaserPrices }) => (odds || teaserPrices ? null : [['teaserPrices'], 'a teaser needs its prices']),
  ],
};

/** The first fault of a ticket; null for none. */
export const ticketProblem = (ticket: TicketToCheck): Problem | null =>
  CHECKS[ticket.kind].map((check) => check(ticket)).find((problem) => problem !== null) ?? null;
