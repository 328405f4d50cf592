import { bill } from '../docs/costs.ts';

/** `npm run bench:bill` prints the month of 10,000 active users by item, beside the floor: see docs/costs.md. */
const { rows, verdict } = bill();
for (const [item = '', amount = '', dollars = '', floor = ''] of [['item', 'a month', '$', 'floor $'], ...rows])
  console.log(`${item.replaceAll('*', '').padEnd(44)} ${amount.padStart(14)} ${dollars.padStart(8)} ${floor.padStart(8)}`);
console.log(verdict);
