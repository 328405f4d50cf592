import { describe, expect, it } from 'vitest';
import { readCursor, signCursor } from '#data/cursor';

describe('a cursor', () => {
  it('opens for the query that it was signed for, and no other', async () => {
    const cursor = await signCursor('picks of ann', 'position');
    expect(await readCursor('picks of ann', cursor ?? undefined)).toBe('position');
    await expect(readCursor('picks of ben', cursor ?? undefined)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
  it.each(['', 'AAAA', 'not base64url !', 'A'.repeat(64)])('refuses the made-up cursor %j', async (cursor) => {
    await expect(readCursor('picks of ann', cursor)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'cursor' },
    });
  });
  it('is null for the first page and after the last', async () => {
    expect(await readCursor('picks of ann', undefined)).toBeNull();
    expect(await signCursor('picks of ann', null)).toBeNull();
  });
});
