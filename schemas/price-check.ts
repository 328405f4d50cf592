import * as z from 'zod';

/** The comparison of an entered price with those that books quoted at the time. */
export const PriceCheck = z.enum(['quoted', 'above', 'unquoted']).meta({
  id: 'PriceCheck',
  description:
    '`quoted`: at most 3 % above the best price that a book quoted for the selection and line (5 % from decimal 6 on), from 15 minutes before the placing to the first poll after it. `above`: more. `unquoted`: nothing to compare with. A ticket is `above` if a leg is, else `unquoted` if one is. Judged again at settlement; the better answer stands.',
});
export type PriceCheck = z.infer<typeof PriceCheck>;
