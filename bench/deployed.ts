import { writeFileSync } from 'node:fs';
import { synthesized } from '../lib/testing/templates.ts';
import { deployedIn } from './bill/deployed.ts';

/** `npm run bench:deployed` writes bench/bill/deployed.json: what the templates of production cost by themselves. */
const text = JSON.stringify(deployedIn(synthesized('prod').of), null, 2);
writeFileSync(new URL('bill/deployed.json', import.meta.url), `${text}\n`);
