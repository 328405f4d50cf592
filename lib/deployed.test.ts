import { expect, it } from '@jest/globals';
import deployed from '../bench/bill/deployed.json' with { type: 'json' };
import { deployedIn } from '../bench/bill/deployed.ts';
import { synthesized } from './testing/templates.ts';

it('bench/bill/deployed.json has what the templates of production cost by themselves: npm run bench:deployed writes it', () => {
  expect(deployed).toEqual(deployedIn(synthesized('prod').of));
});
