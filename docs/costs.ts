import { amountsOf, dollars, floorOf, total, trafficAmounts, verdict } from '../bench/bill/bill.ts';
import deployed from '../bench/bill/deployed.json' with { type: 'json' };
import { MONTH } from '../bench/bill/month.ts';
import { FREE, type Item, PRICED_ON, PRICES } from '../bench/bill/prices.ts';
import { readMeasured } from '../bench/units/file.ts';
import { printedFile, table } from './printed.ts';

/** The tables of docs/costs.md: the month of 10,000 active users at list prices, beside the floor. */

const usd = (value: number): string => value.toFixed(2);
const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
const amount = (value: number): string => (value === 0 || value >= 100 ? whole(value) : value.toPrecision(3));

/** The bill and the floor, from the committed figures. */
export function bill(): { readonly rows: readonly (readonly string[])[]; readonly verdict: string } {
  const amounts = amountsOf(MONTH, readMeasured(), deployed);
  const floor = floorOf(MONTH);
  const rows = (Object.keys(PRICES) as Item[]).map((item) => [
    PRICES[item].unit.replace(/^(million|thousand) /, ''),
    amount(amounts[item]),
    usd(dollars(amounts, item)),
    usd(dollars(floor, item)),
  ]);
  const sum = ['**All**', '', usd(total(amounts)), usd(total(floor))];
  return { rows: [...rows, sum], verdict: verdict(total(amounts), total(floor)) };
}

const billTable = (): string => {
  const { rows, verdict: line } = bill();
  return `${table(['Item', 'A month', '$', 'Floor $'], rows)}\n\n\`${line}\``;
};
const traffic = (): string => {
  const measured = readMeasured();
  return table(
    ['Item', 'Times a month', '$', 'Floor $', 'Assumption'],
    MONTH.traffic.map((row) => [
      row.what,
      whole(row.times),
      usd(total(trafficAmounts([row], measured, deployed))),
      usd(total(floorOf({ ...MONTH, traffic: [row], socketMinutes: 0 }))),
      row.why,
    ]),
  );
};
const prices = (): string =>
  table(
    [`Read on ${PRICED_ON}`, '$', 'Source'],
    Object.values(PRICES).map(({ unit, usd: each, source }) => {
      const per = unit.startsWith('million') ? 1e6 : unit.startsWith('thousand') ? 1e3 : 1;
      return [unit, String(Number((each * per).toPrecision(9))), `aws.amazon.com/${source}`];
    }),
  );
const free = (): string =>
  table(
    ['Without a line', 'Reason'],
    Object.entries(FREE).map(([what, why]) => [what, why]),
  );

export const FILES = [printedFile('costs.md', { bill: billTable, traffic, prices, free })];
