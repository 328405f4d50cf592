import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as accessPatterns from '../../docs/access-patterns.ts';
import * as asyncApi from '../../docs/asyncapi.ts';
import * as buildAnApp from '../../docs/build-an-app.ts';
import * as client from '../../docs/client.ts';
import * as clientWeight from '../../docs/client-weight.ts';
import * as costs from '../../docs/costs.ts';
import * as errors from '../../docs/errors.ts';
import * as openApi from '../../docs/openapi.ts';
import * as paths from '../../docs/paths.ts';
import * as privacy from '../../docs/privacy.ts';
import * as ranking from '../../docs/ranking.ts';
import * as settlement from '../../docs/settlement.ts';
import * as sportsData from '../../docs/sports-data.ts';
import { ROOT } from '../dev/cloud/paths.ts';
import { dim, green } from './colours.ts';
import { command, readArguments } from './command.ts';

/** `npm run generate`: writes every generated file, and prints which ones changed. Tests in test/house compare each with the code. */
const FILES = [
  { file: openApi.FILE, text: openApi.text },
  { file: asyncApi.FILE, text: asyncApi.text },
  ...buildAnApp.FILES,
  ...client.FILES,
  ...clientWeight.FILES,
  ...errors.FILES,
  { file: paths.FILE, text: paths.text },
  ...settlement.FILES,
  ...ranking.FILES,
  ...sportsData.FILES,
  ...accessPatterns.FILES,
  ...privacy.FILES,
  ...costs.FILES,
];

await command(async () => {
  readArguments('npm run generate', {});
  for (const { file, text } of FILES) {
    const fresh = text();
    const isChanged = readFileSync(file, 'utf8') !== fresh;
    if (isChanged) writeFileSync(file, fresh);
    process.stdout.write(`  ${isChanged ? green('written  ') : dim('unchanged')}  ${relative(ROOT, fileURLToPath(file))}\n`);
  }
});
