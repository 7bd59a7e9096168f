import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { AppErrorBoundary, isLoadFailure } from './AppErrorBoundary';
import { lazyPage } from './lazyPage';

// React reports what a boundary catches; here that is expected.
beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => jest.restoreAllMocks());

function Broken(): never {
  throw new Error('undefined is not a function');
}

it('keeps a defect to the page, with what happened', () => {
  render(
    <AppErrorBoundary>
      <Broken />
    </AppErrorBoundary>
  );
  expect(screen.getByText('This page stopped working')).toBeInTheDocument();
  expect(screen.getByText('undefined is not a function')).toBeInTheDocument();
});

it('loads a page again after it failed to load', async () => {
  const failure = Object.assign(new Error('Loading chunk 34 failed.'), { name: 'ChunkLoadError' });
  const load = jest
    .fn<Promise<{ default: React.ComponentType }>, []>()
    .mockRejectedValueOnce(failure)
    .mockResolvedValue({ default: () => <p>the page</p> });
  const Page = lazyPage(load);
  render(<Page />);
  expect(await screen.findByText('A part of the app did not load')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Reload the page' })).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('the page')).toBeInTheDocument();
  expect(load).toHaveBeenCalledTimes(2);
});

it.each([
  ['ChunkLoadError', 'whatever', true],
  ['Error', 'Loading chunk 12 failed.', true],
  ['Error', 'Loading CSS chunk 12 failed.', true],
  ['TypeError', 'Failed to fetch dynamically imported module: http://x/34.js', true],
  ['TypeError', "Cannot read properties of undefined (reading 'chunk')", false],
])('%s: %s', (name, message, expected) => {
  expect(isLoadFailure(Object.assign(new Error(message), { name }))).toBe(expected);
});
