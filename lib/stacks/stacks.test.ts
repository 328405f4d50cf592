import { describe, expect, it } from '@jest/globals';
import { synthesized } from '../testing/templates.ts';

/** Hides the hashes of bundles, which change with each line of code. The rest of a template changes only on purpose. */
const masked = (template: object): unknown => JSON.parse(JSON.stringify(template).replace(/[0-9a-f]{64}/g, '<asset>'));

describe('production, stack by stack', () => {
  const { templates } = synthesized('prod');
  it.each(Object.keys(templates))('%s', (stack) => {
    expect(masked(templates[stack] ?? {})).toMatchSnapshot();
  });
});
