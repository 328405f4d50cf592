import type * as z from 'zod';
import type { EditPick, PlacePick } from '../../schemas/picks.ts';

/** What a bettor says, in few words. */

type Body = z.input<typeof PlacePick.body>;
type Leg = Body['legs'][number];

const OF_LEG: ReadonlySet<string> = new Set(['eventId', 'market', 'period', 'selection', 'line', 'subject', 'stat', 'odds']);

/** The body of a single: the home side of a spread at -110, two units, unless it says otherwise. What belongs to the leg is put there. */
export function single(eventId: string, more: Readonly<Record<string, unknown>> = {}): Body {
  const said = Object.entries({
    market: 'spread',
    selection: 'home',
    line: '-3',
    odds: american('-110'),
    stakeUnits: '2',
    ...more,
  });
  const [leg, pick] = [true, false].map((ofLeg) => Object.fromEntries(said.filter(([name]) => OF_LEG.has(name) === ofLeg)));
  return { ...pick, legs: [{ eventId, ...leg } as Leg] } as Body;
}

export const american = (price: string) => ({ format: 'american' as const, price });

/** A change of a single's leg, or of the rest of it. */
export function change(revision: number, more: Readonly<Record<string, unknown>>): z.input<typeof EditPick.body> {
  const [leg, pick] = [true, false].map((ofLeg) =>
    Object.fromEntries(Object.entries(more).filter(([name]) => OF_LEG.has(name) === ofLeg)),
  );
  return { revision, ...(Object.keys(leg ?? {}).length > 0 && { legs: [{ leg: 0, ...leg }] }), ...pick };
}
