import { locationService } from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { MemoryRouter } from 'react-router-dom';
import { ERRORS } from '../../signals';
import { ChapterTabs, readTab } from './ChapterTabs';

jest.mock('../../data', () => ({ useSurroundings: () => ({ metrics: { uid: 'prom' } }) }));
jest.mock('../DiscoveredChapterPage', () => ({ DiscoveredChapterPage: () => 'panels of Tempo' }));

const PREFIX = 'errors.services.';

it.each([
  ['', 'tempo'],
  ['tab=services', 'services'],
  ['tab=tempo', 'tempo'],
  ['tab=other', 'tempo'],
  ['panel=errors.services.share', 'services'],
  ['panel=errors.requests', 'tempo'],
  // What is said plainly holds.
  ['tab=tempo&panel=errors.services.share', 'tempo'],
])('the link %j opens %s', (search, tab) => {
  expect(readTab(new URLSearchParams(search), PREFIX)).toBe(tab);
});

const show = (search: string) =>
  render(
    <MemoryRouter
      initialEntries={[`/a/tempo-companion-app/errors?${search}`]}
      future={{ v7_startTransition: true, v7_relativeSplatPath: true }}
    >
      <ChapterTabs chapter={ERRORS} servicesPrefix={PREFIX} services="panels of services" />
    </MemoryRouter>
  );

it('renders the open tab alone', () => {
  const { unmount } = show('');
  expect(screen.getByText('panels of Tempo')).toBeInTheDocument();
  expect(screen.queryByText('panels of services')).not.toBeInTheDocument();
  unmount();
  show('tab=services');
  expect(screen.queryByText('panels of Tempo')).not.toBeInTheDocument();
  expect(screen.getByRole('tab', { name: 'Services' })).toHaveAttribute('aria-selected', 'true');
});

it('keeps data sources and times, and drops the panel, when the other tab is chosen', async () => {
  const push = jest.spyOn(locationService, 'push').mockImplementation(() => undefined);
  show('tempo=t&from=now-3h&panel=errors.requests');
  await userEvent.click(screen.getByRole('tab', { name: 'Services' }));
  expect(push.mock.calls).toEqual([['/a/tempo-companion-app/errors?tempo=t&from=now-3h&tab=services']]);
});
