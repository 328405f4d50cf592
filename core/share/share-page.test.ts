import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { SharePick } from '#schemas/share';
import { escaped, STYLE } from './share-page.ts';

it('the style of a page is the one that its header allows', () => {
  const hash = createHash('sha256').update(STYLE).digest('base64');
  expect(SharePick.replies[200].headers?.['content-security-policy']).toContain(`style-src 'sha256-${hash}'`);
});

it('a text is no markup', () => {
  expect(escaped(`<script>"a" & 'b'</script>`)).toBe('&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;');
});
