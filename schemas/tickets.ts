import type { TicketKind } from './settlement.ts';

/** The fields that each kind of ticket needs, in a pick and in a line of the grade command. */

interface Ticket {
  readonly kind: TicketKind;
  /** `event`: by which two legs are known to be on one; undefined where it is not said. */
  readonly legs: readonly { readonly event: string | undefined; readonly odds?: unknown }[];
  readonly size?: number | undefined;
  readonly odds?: unknown;
  readonly teaserPrices?: unknown;
}

/** The path of a wrong field and a message. `event` in a path stands for the field that names the event. */
export type Problem = readonly [path: readonly (string | number)[], message: string];
type Check = (ticket: Ticket) => Problem | null;

const legsPriced: Check = ({ legs }) => {
  const unpriced = legs.findIndex(({ odds }) => odds === undefined);
  return unpriced < 0 ? null : [['legs', unpriced, 'odds'], 'each leg needs its odds'];
};
const severalLegs: Check = ({ legs }) => (legs.length >= 2 ? null : [['legs'], 'a ticket has at least two legs']);
const oneEventEach: Check = ({ legs }) => {
  const events = legs.map(({ event }) => event);
  const twice = events.findIndex((event, i) => event !== undefined && events.indexOf(event) < i);
  return twice < 0 ? null : [['legs', twice, 'event'], 'two legs on one event are not independent: that is a same-game parlay'];
};

const CHECKS: Readonly<Record<Ticket['kind'], readonly Check[]>> = {
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

/** The first thing that a ticket of this kind lacks; null when it is whole. */
export const ticketProblem = (ticket: Ticket): Problem | null =>
  CHECKS[ticket.kind].map((check) => check(ticket)).find((problem) => problem !== null) ?? null;
