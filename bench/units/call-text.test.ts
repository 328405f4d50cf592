import { expect, it } from 'vitest';
import { type CallText, callsText, entityOf } from './call-text.ts';

const call = (verb: CallText['verb'], ...of: string[]): CallText => ({ verb, of, refused: false });

it('names the entity of a key, and of the values of a query', () => {
  expect(entityOf({ pk: { S: '$youbet#userid_1' }, sk: { S: '$limit_1#rule_tier' } })).toBe('`limit`');
  expect(entityOf({ ':pk': { S: '$youbet#league_nfl' }, ':sk1': { S: '$event_1#startsat_2026' } })).toBe('`event`');
  expect(() => entityOf({ pk: { S: 'x' } })).toThrow('no entity');
});

it('writes waves one after the other, and equal calls once', () => {
  expect(callsText([[call('get', 'a'), call('get', 'a'), call('query', 'b')], [call('batch get', 'a', 'a', 'c')]])).toBe(
    '2 × get a, query b; batch get 2 a, c',
  );
  expect(callsText([[call('get', 'a')], [call('get', 'a')], [call('put', 'b')]])).toBe('2 times get a; put b');
  expect(callsText([[call('send to', 'grading', 'grading')], [{ ...call('update', 'a'), refused: true }]])).toBe(
    'send 2 messages to `grading`; update a (refused)',
  );
  expect(callsText([[call('transaction of', 'check a', 'put b', 'put b', 'delete c')]])).toBe(
    'transaction of check a, put 2 b, delete c',
  );
  expect(callsText([])).toBe('');
});

it('stays short', () => {
  const many = Array.from({ length: 9 }, (_, i) => [call('get', `e${i}`)]);
  expect(callsText(many)).toBe('get e0; get e1; get e2; get e3; get e4; get e5; and so on');
  expect(callsText([many.flat()])).toBe('get e0, get e1, get e2, get e3, get e4, get e5, 3 other calls');
});
