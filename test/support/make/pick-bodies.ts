import type * as z from 'zod';
import type { EditPick, PlacePick } from '../../../schemas/picks.ts';

/** Bodies of POST and PATCH /picks, as a client writes them. */

export type PickBody = z.input<typeof PlacePick.body>;
export type LegBody = PickBody['legs'][number];
export type EditBody = z.input<typeof EditPick.body>;
export type LegTerms = Partial<Omit<LegBody, 'eventId'>>;
export type TicketTerms = Partial<Omit<PickBody, 'legs'>>;
/** The price of a single is the price of its leg. */
export type SingleTerms = LegTerms & Omit<TicketTerms, 'kind' | 'odds'>;

export const american = (price: string) => ({ format: 'american' as const, price });
export const decimal = (price: string) => ({ format: 'decimal' as const, price });

/** A leg on the home side of the moneyline at -110, with `terms` in place of these. */
export const legBody = (eventId: string, terms: LegTerms = {}): LegBody => ({
  eventId,
  market: 'moneyline',
  selection: 'home',
  odds: american('-110'),
  ...terms,
});

/** A pick of 2 units on these legs: a single of one, a parlay of several, with `terms` in place of these. */
export const ticketBody = (legs: readonly LegBody[], terms: TicketTerms = {}): PickBody => ({
  kind: legs.length === 1 ? 'single' : 'parlay',
  stakeUnits: '2',
  ...terms,
  legs: [...legs],
});

/** A single of 2 units on the home side of a spread of -3 at -110, with `terms` in place of these. */
export function singleBody(eventId: string, { stakeUnits, book, analysis, ...leg }: SingleTerms = {}): PickBody {
  const terms = { ...(stakeUnits && { stakeUnits }), ...(book && { book }), ...(analysis && { analysis }) };
  return ticketBody([legBody(eventId, { market: 'spread', line: '-3', ...leg })], terms);
}

/** A change of a pick: `selection`, `line` and `odds` are those of its first leg. */
export function editBody(
  revision: number,
  {
    selection,
    line,
    odds,
    ...terms
  }: Partial<Omit<NonNullable<EditBody['legs']>[number], 'leg'> & Omit<EditBody, 'legs' | 'odds'>>,
): EditBody {
  const leg = { ...(selection && { selection }), ...(line && { line }), ...(odds && { odds }) };
  return { ...terms, revision, ...(Object.keys(leg).length > 0 && { legs: [{ leg: 0, ...leg }] }) };
}
