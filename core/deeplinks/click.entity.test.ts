import { expect, it } from 'vitest';
import { clickEntity } from './click.entity.ts';
import { clickCountPart, clickPart } from './click.store.ts';
import { clickCountEntity } from './click-count.entity.ts';

const now = new Date('2026-11-30T23:59:59.999Z');

it('keeps its keys', () => {
  expect(clickEntity().get({ clickId: 'A_click-Id' }).params()).toMatchSnapshot('click');
  expect(clickCountEntity().query.primary({ month: '2026-11' }).params()).toMatchSnapshot('clicks of a month');
});

it('keeps its conditions', () => {
  const click = { id: 'A_click-Id', book: 'fanduel', store: 'web', league: null, endsAt: 1_795_000_000 } as const;
  expect(clickPart(click).params()).toMatchSnapshot('a click, once');
  expect(clickCountPart('fanduel', now).params()).toMatchSnapshot('its count');
});
