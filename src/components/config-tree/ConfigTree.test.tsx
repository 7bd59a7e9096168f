import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import type { ConfigMap, ConfigNode } from '../../tempo';
import { ConfigTree } from './ConfigTree';

const map = (entries: Array<[string, ConfigNode]>): ConfigMap => new Map(entries);
const CONFIG = map([
  [
    'a',
    map([
      ['b', map([['c', '1']])],
      ['d', ''],
    ]),
  ],
  ['list', ['x', 'y']],
  ['last', '********'],
]);

const show = (isOpenAtFirst = true) => render(<ConfigTree label="It" config={CONFIG} isOpenAtFirst={isOpenAtFirst} />);
const paths = () => screen.getAllByRole('treeitem').map((item) => item.getAttribute('data-path'));
const focused = () => document.activeElement?.getAttribute('data-path');

it('is a tree whose rows know their level and whether they are open', () => {
  show();
  expect(paths()).toEqual(['a', 'a.b', 'a.b.c', 'a.d', 'list', 'list.0', 'list.1', 'last']);
  const [a, , c] = screen.getAllByRole('treeitem');
  expect(a).toHaveAttribute('aria-expanded', 'true');
  expect(c).toHaveAttribute('aria-level', '3');
  expect(c).not.toHaveAttribute('aria-expanded');
});

it('says what is empty and what is masked', () => {
  show();
  expect(screen.getByText('(empty)')).toBeInTheDocument();
  expect(screen.getByText('(masked)')).toBeInTheDocument();
});

it.each<[string, string, string]>([
  ['down', '{ArrowDown}', 'a.b'],
  ['not above the first', '{ArrowUp}', 'a'],
  ['to the end', '{End}', 'last'],
  ['to the beginning', '{End}{Home}', 'a'],
  ['into an open row', '{ArrowRight}', 'a.b'],
  ['to the parent', '{ArrowDown}{ArrowDown}{ArrowLeft}', 'a.b'],
  ['past what is closed', '{ArrowLeft}{ArrowDown}', 'list'],
])('is walked by keys: %s', async (_, keys, path) => {
  show();
  await userEvent.click(screen.getByRole('searchbox'));
  await userEvent.tab();
  await userEvent.tab();
  await userEvent.tab();
  expect(focused()).toBe('a');
  await userEvent.keyboard(keys);
  expect(focused()).toBe(path);
});

it('opens and closes by Enter, the arrows and the mouse', async () => {
  show(false);
  expect(paths()).toEqual(['a', 'list', 'last']);
  screen.getAllByRole('treeitem')[0]?.focus();
  await userEvent.keyboard('{Enter}');
  expect(paths()).toEqual(['a', 'a.b', 'a.d', 'list', 'last']);
  await userEvent.keyboard('{ArrowLeft}');
  expect(paths()).toEqual(['a', 'list', 'last']);
  await userEvent.click(screen.getByText('list'));
  expect(paths()).toEqual(['a', 'list', 'list.0', 'list.1', 'last']);
});

it('has one row in the tab order', () => {
  show();
  expect(screen.getAllByRole('treeitem').filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
});
