import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EDGE_HEADER } from '#schemas/edge';
import { placeOf } from './place-rules.ts';

const settings = { secrets: ['new-secret-of-the-edge', 'old-secret-of-the-edge'], regions: {} };
const viewer = {
  'cloudfront-viewer-address': '198.51.100.7:4711',
  'cloudfront-viewer-country': 'US',
  'cloudfront-viewer-country-region': 'NJ',
};
const from = (headers: Record<string, string>, of = settings) => placeOf(headers, '192.0.2.1', of);
const proven = (more: Record<string, string> = {}) => from({ ...viewer, [EDGE_HEADER]: 'new-secret-of-the-edge', ...more });
const nowhere = { address: '192.0.2.1', region: null };

describe('the place of a call through the edge', () => {
  it('is that of the viewer, with either of the two secrets', () => {
    expect(proven()).toEqual({ address: '198.51.100.7', region: 'US-NJ' });
    expect(proven({ [EDGE_HEADER]: 'old-secret-of-the-edge' })).toEqual(proven());
  });
  it.each([
    ['2001:db8::7:4711', '2001:db8::7'],
    ['[2001:db8::7]:4711', '2001:db8::7'],
    ['198.51.100.7:1', '198.51.100.7'],
  ])('has the address of %s', (given, address) => expect(proven({ 'cloudfront-viewer-address': given }).address).toBe(address));
  it.each([
    ['GB', '', 'GB'],
    ['CA', 'ON', 'CA-ON'],
    ['US', '', null],
    ['US', 'NJ,CA', null],
    ['US,GB', 'NJ', null],
    ['', '', null],
  ])('in %j %j is the region %j', (country, part, region) => {
    const headers = { 'cloudfront-viewer-country': country, 'cloudfront-viewer-country-region': part };
    expect(proven(headers).region).toBe(region);
  });
  it.each(['', 'x', 'evil:1', '198.51.100.7, 203.0.113.9:80', '999.1.1.1:80', '2001:db8::7::1:80', '1.2:80'])(
    'has the address of the source where the edge gives %j',
    (address) => {
      expect(proven({ 'cloudfront-viewer-address': address }).address).toBe('192.0.2.1');
    },
  );
});

describe('the headers of the edge are forged', () => {
  it.each<[string, Record<string, string>]>([
    ['without a secret', {}],
    ['with an empty one', { [EDGE_HEADER]: '' }],
    ['with another one', { [EDGE_HEADER]: 'new-secret-of-the-edgf' }],
    ['with a part of it', { [EDGE_HEADER]: 'new-secret' }],
    ['with two at once', { [EDGE_HEADER]: 'new-secret-of-the-edge,new-secret-of-the-edge' }],
    [
      'with other forwarded headers',
      { 'x-forwarded-for': '198.51.100.7', forwarded: 'for=198.51.100.7', 'true-client-ip': '198.51.100.7' },
    ],
  ])('%s, and nothing of them is believed', (_, headers) => expect(from({ ...viewer, ...headers })).toEqual(nowhere));

  it('in any way and any number, and nothing of them is believed', () => {
    const name = fc.constantFrom(...Object.keys(viewer), 'x-forwarded-for', 'forwarded', 'true-client-ip', 'x-real-ip', 'via');
    const value = fc.oneof(fc.string(), fc.constantFrom('US', 'NJ', 'GB', '198.51.100.7:4711', settings.secrets.join(',')));
    const headers = fc.dictionary(name, value);
    const guess = fc.option(fc.oneof(fc.string(), fc.constantFrom('new-secret-of-the-edgE', 'new-secret-of-the-edge ')));
    fc.assert(
      fc.property(headers, guess, (forged, secret) => {
        const sent = { ...viewer, ...forged, ...(secret !== null && { [EDGE_HEADER]: secret }) };
        expect(from(sent)).toEqual(nowhere);
        // Without an edge the table of regions decides, and no header does.
        const local = { secrets: [], regions: { '*': 'US-NJ' } };
        expect(from(sent, local as never)).toEqual({ address: nowhere.address, region: 'US-NJ' });
      }),
    );
  });

  it('and the table of regions is not asked where there is an edge', () => {
    expect(from(viewer, { ...settings, regions: { '*': 'US-NJ' } } as never)).toEqual(nowhere);
  });
});

describe('without an edge', () => {
  const regions = { '192.0.2.1': 'US-WA', '*': 'US-NJ' };
  it('the table says the region, and no header does', () => {
    const local = { secrets: [], regions };
    expect(placeOf({ ...viewer, [EDGE_HEADER]: '' }, '192.0.2.1', local)).toEqual({ address: '192.0.2.1', region: 'US-WA' });
    expect(placeOf(viewer, '192.0.2.2', local)).toEqual({ address: '192.0.2.2', region: 'US-NJ' });
  });
  it('and without a table no region is known', () =>
    expect(placeOf(viewer, '192.0.2.1', { secrets: [], regions: {} })).toEqual(nowhere));
});
