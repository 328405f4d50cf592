import { describe, expect, it } from '@jest/globals';
import { synthesized } from '../testing/templates.ts';

/** A bundle's hash changes with each line of code; what is deployed around it should change only when somebody means it. */
const masked = (template: object): unknown => JSON.parse(JSON.stringify(template).replace(/[0-9a-f]{64}/g, '<asset>'));

describe('production, stack by stack', () => {
  const { templates } = synthesized('prod');
  it.each(Object.keys(templates))('%s', (stack) => {
    expect(masked(templates[stack] ?? {})).toMatchSnapshot();
  });
});
