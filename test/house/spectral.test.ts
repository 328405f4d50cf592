import { readFileSync } from 'node:fs';
import core, { type RulesetDefinition } from '@stoplight/spectral-core';
import parsers from '@stoplight/spectral-parsers';
import rulesets from '@stoplight/spectral-rulesets';
import { expect, it } from 'vitest';
import { FILE as ASYNCAPI } from '../../docs/asyncapi.ts';
import { FILE as OPENAPI } from '../../docs/openapi.ts';

/** All rules of Spectral for both formats, also those that it does not recommend. */
const spectral = new core.Spectral();
spectral.setRuleset({
  extends: [
    [rulesets.oas as RulesetDefinition, 'all'],
    [rulesets.asyncapi as RulesetDefinition, 'all'],
  ],
  rules: {
    // A licence that is nobody's to take has no address. OpenAPI names it by `identifier`, which excludes `url`; AsyncAPI cannot.
    'license-url': 'off',
    'asyncapi-info-license': 'off',
    'asyncapi-info-license-url': 'off',
    // Neither an address of the web nor of mail is registered for the people who answer.
    'contact-properties': 'off',
    'asyncapi-info-contact-properties': 'off',
    // Redocly and the page of `npm run docs` read 3.0.
    'asyncapi-latest-version': 'off',
  },
});

const found = async (file: URL, text = readFileSync(file, 'utf8')) =>
  (await spectral.run(new core.Document(text, parsers.Json, file.pathname))).map(
    ({ code, path, message }) => `${code} at ${path.join('.')}: ${message}`,
  );

it.each([
  ['openapi.json', OPENAPI],
  ['asyncapi.json', ASYNCAPI],
])('Spectral has nothing to say about docs/%s', async (_, file) => {
  expect(await found(file)).toEqual([]);
});

it('Spectral would say it of a document without its contact', async () => {
  const { info, openapi } = JSON.parse(readFileSync(OPENAPI, 'utf8'));
  const { contact: _, ...rest } = info;
  // Without its paths, which take Spectral as long as all else in this file.
  expect(await found(OPENAPI, JSON.stringify({ openapi, info: rest, paths: {} }))).toContainEqual(
    expect.stringMatching(/^info-contact at info/),
  );
});
