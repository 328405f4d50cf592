import { describe, expect, it } from 'vitest';
import { ClientMessage } from './actions.ts';
import { ErrorMessage } from './messages.ts';

describe('what a client sends', () => {
  it('is a ping', () => {
    expect(ClientMessage.parse({ action: 'ping', requestId: 'r-1' })).toEqual({ action: 'ping', requestId: 'r-1' });
  });
  it.each([
    ['no action', { requestId: 'r-1' }],
    ['an unknown action', { action: 'shout', requestId: 'r-1' }],
    ['no requestId', { action: 'ping' }],
    ['an empty requestId', { action: 'ping', requestId: '' }],
    ['a requestId that is too long', { action: 'ping', requestId: 'r'.repeat(65) }],
    ['a requestId with a line break', { action: 'ping', requestId: 'a\nb' }],
    ['a requestId that is a number', { action: 'ping', requestId: 1 }],
    ['an unknown field', { action: 'ping', requestId: 'r-1', loud: true }],
  ])('is not %s', (_, message) => {
    expect(ClientMessage.safeParse(message).success).toBe(false);
  });
});

it('an error uses the codes of the HTTP API and no others', () => {
  const error = (code: string) => ({ type: 'error', requestId: null, error: { code, message: 'No.', details: {} } });
  expect(ErrorMessage.safeParse(error('RATE_LIMITED')).success).toBe(true);
  expect(ErrorMessage.safeParse(error('TEAPOT')).success).toBe(false);
});
