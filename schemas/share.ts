import * as z from 'zod';
import { PickId } from './common.ts';
import { contract, type RawReply } from './contract.ts';

/** Pages and pictures of picks for everybody, and the files by which a phone opens them in the app. */

/** The pixels of a picture, as networks ask for them (https://ogp.me). */
export const SHARE_IMAGE = { width: 1_200, height: 630 } as const;

/** A page loads nothing but its picture and its own style (core/share/share-page.ts), runs nothing, and stands in no frame. */
const HTML: RawReply = {
  contentType: 'text/html; charset=utf-8',
  headers: {
    'content-security-policy':
      "default-src 'none'; img-src 'self'; style-src 'sha256-/etYN51N6Qkc/k7XMw4Jlx8YxPaUuiWlFgdFR2MraX4='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  },
};

const limits = [{ calls: 30, seconds: 60 }] as const;

export const SharePick = contract({
  name: 'SharePick',
  method: 'GET',
  path: '/share/picks/{pickId}',
  summary:
    'The page of a pick for everybody, without its price, its book and the words of its author. 404 with the same page for a pick that is not there, or not for everybody.',
  tag: 'share',
  access: 'public',
  forgivesToken: true,
  params: z.strictObject({ pickId: PickId }),
  replies: { 200: HTML, 404: HTML },
  errors: [],
  limits,
});

export const SharePickImage = contract({
  name: 'SharePickImage',
  method: 'GET',
  path: '/share/picks/{pickId}/{file}',
  summary: 'The picture of a pick for networks, 1,200 × 630 pixels, as its page names it. An older one leads to that of today.',
  tag: 'share-images',
  access: 'public',
  forgivesToken: true,
  params: z.strictObject({
    pickId: PickId,
    file: z
      .string()
      .regex(/^[0-9a-f]{16}\.png$/, 'must be a version and .png')
      .meta({ description: 'The version of what the picture shows, and `.png`.' }),
  }),
  replies: {
    200: {
      contentType: 'image/png',
      bytes: true,
      // The address changes with the picture. An hour bounds the time for which a copy outlives a pick that became private.
      headers: { 'cache-control': 'public, max-age=3600', 'x-content-type-options': 'nosniff' },
    },
    302: 'redirect',
  },
  errors: ['NOT_FOUND'],
  limits,
});

const JSON_FILE: RawReply = {
  contentType: 'application/json; charset=utf-8',
  headers: { 'cache-control': 'public, max-age=3600' },
};

export const ShowAppleAssociation = contract({
  name: 'ShowAppleAssociation',
  method: 'GET',
  path: '/.well-known/apple-app-site-association',
  summary: 'Lets iOS open links to picks in the app.',
  tag: 'share',
  access: 'public',
  gated: 'none',
  forgivesToken: true,
  replies: { 200: JSON_FILE },
  errors: ['NOT_FOUND'],
});

export const ShowAssetLinks = contract({
  name: 'ShowAssetLinks',
  method: 'GET',
  path: '/.well-known/assetlinks.json',
  summary: 'Lets Android open links to picks in the app.',
  tag: 'share',
  access: 'public',
  gated: 'none',
  forgivesToken: true,
  replies: { 200: JSON_FILE },
  errors: ['NOT_FOUND'],
});

/** The apps that links to picks open in; null for none on that system. */
export interface LinkedApps {
  readonly ios: { readonly teamId: string; readonly bundleId: string } | null;
  readonly android: { readonly package: string; readonly fingerprints: readonly string[] } | null;
}
