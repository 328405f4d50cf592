import * as z from 'zod';

/**
 * A price as a bettor typed it. The text is stored byte for byte; `decimalOf` in core/odds reads its exact value. In every format the
 * decimal odds are over 1 and at most 10,000.
 */

/** American: `+150`, `150`, `-110`. The number is 100 or more; +999900 is decimal 10,000. */
export const AmericanPrice = z
  .string()
  .regex(/^[+-]?[1-9]\d{2,5}$/, 'American odds are a whole number of 100 or more, such as +150 or -110')
  .refine((price) => Number(price) <= 999_900, 'odds above decimal 10,000 are not accepted');

/** Decimal: `1.95`, `2`. Over 1, at most four places, at most 10,000. */
export const DecimalPrice = z
  .string()
  .regex(/^[1-9]\d{0,4}(\.\d{1,4})?$/, 'decimal odds are a number over 1 with at most four places, such as 1.95')
  .refine((price) => !/^1(\.0+)?$/.test(price), 'decimal odds must be over 1')
  .refine((price) => /^\d{1,4}(\.|$)|^10000(\.0+)?$/.test(price), 'odds above decimal 10,000 are not accepted');

/** Fractional: `5/2`, `100/30`. Two positive whole numbers; 9999/1 is decimal 10,000. */
export const FractionalPrice = z
  .string()
  .regex(/^[1-9]\d{0,5}\/[1-9]\d{0,5}$/, 'fractional odds are two positive whole numbers, such as 5/2')
  .refine((price) => {
    const [n = '', d = ''] = price.split('/');
    return Number(n) <= 9_999 * Number(d);
  }, 'odds above decimal 10,000 are not accepted');

export const Odds = z
  .discriminatedUnion('format', [
    z.strictObject({ format: z.literal('american'), price: AmericanPrice }),
    z.strictObject({ format: z.literal('decimal'), price: DecimalPrice }),
    z.strictObject({ format: z.literal('fractional'), price: FractionalPrice }),
  ])
  .meta({ id: 'Odds', description: 'A price in the form in which it was entered.' });
export type Odds = z.infer<typeof Odds>;

/**
 * One price in all three forms. The entered form is as entered; the others are exact or rounded half-even, decimal to six places and
 * American to a whole number.
 */
export const OddsDisplay = z
  .strictObject({
    american: z.string(),
    decimal: z.string(),
    fractional: z.string().meta({ description: 'Of a price that was worked out, exact: a parlay may pay `31400/11433`.' }),
    printed: z.string().meta({
      description: 'Decimal, as an app shows it: two places, three under 1.10, four under 1.01, rounded half-even.',
    }),
  })
  .meta({ id: 'OddsDisplay', description: 'One price in all three forms.' });
export type OddsDisplay = z.infer<typeof OddsDisplay>;

/** A line in quarters: `-3.5`, `+0.25`, `48.5`, `0`. The finest step depends on the market (schemas/markets.ts). */
export const Line = z
  .string()
  .regex(/^[+-]?(0|[1-9]\d{0,3})(\.(0|00|5|50|25|75))?$/, 'a line is a number in steps of a quarter, such as -3.5 or +0.25')
  .meta({ id: 'Line', description: 'A line in steps of a quarter.' });
