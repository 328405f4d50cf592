import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as buildAnApp from '../../docs/build-an-app.ts';
import * as errors from '../../docs/errors.ts';
import * as privacy from '../../docs/privacy.ts';
import * as ranking from '../../docs/ranking.ts';
import * as settlement from '../../docs/settlement.ts';
import * as sportsData from '../../docs/sports-data.ts';

const FILES = [
  ...buildAnApp.FILES,
  ...errors.FILES,
  ...settlement.FILES,
  ...ranking.FILES,
  ...sportsData.FILES,
  ...privacy.FILES,
];

it.each(FILES.map(({ file, text }) => [file.pathname.slice(file.pathname.indexOf('/docs/') + 1), file, text] as const))(
  '%s has the generated parts that the code gives',
  (name, file, text) => {
    const isFresh = readFileSync(file, 'utf8') === text();
    expect(isFresh, `${name} differs from the code: npm run generate writes it`).toBe(true);
  },
);
