import { LocationServiceProvider, locationService } from '@grafana/runtime';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { MemoryRouter } from 'react-router-dom';
import type { Answer } from '../../../data';
import type { DeploymentSituation } from '../../../deployment';
import { DeploymentTab } from './DeploymentTab';

const mockRetry = jest.fn();
let mockAnswer: Partial<Answer<DeploymentSituation>>;
jest.mock('../../../data', () => ({ useDeployment: () => ({ retry: mockRetry, ...mockAnswer }) }));

const SITUATION: DeploymentSituation = {
  version: { text: '2.6.1', major: 2, minor: 6, patch: 1, prerelease: '' } as DeploymentSituation['version'],
  generation: '2.x',
  topology: 'microservices',
  tenants: ['acme'],
  receivers: [{ receiver: 'otlp', transport: 'http' }],
  processors: [],
  runtimeConfig: undefined,
  limitUse: undefined,
};
const show = (search = '') =>
  render(
    <MemoryRouter initialEntries={[`/setup/deployment${search}`]}>
      <LocationServiceProvider service={locationService}>
        <DeploymentTab />
      </LocationServiceProvider>
    </MemoryRouter>
  );
const files = () =>
  screen.getAllByRole('button', { name: /^Download / }).map((button) => button.getAttribute('aria-label'));

it('says what was found, what was not, and what to write', () => {
  mockAnswer = { status: 'done', value: SITUATION };
  show();
  const found = screen.getByRole('region', { name: 'What was found' });
  expect(within(found).getByText('Tempo 2.6.1')).toBeVisible();
  expect(within(found).getByText('otlp (http)')).toBeVisible();
  expect(within(found).getByText(/limits in force are not known/)).toBeVisible();
  expect(new Set(files())).toEqual(new Set(['Download values.yaml']));
});

it('writes it for either way of deploying, by the link', () => {
  mockAnswer = { status: 'done', value: SITUATION };
  show('?format=yaml');
  expect(screen.getByRole('radio', { name: 'With own files' })).toBeChecked();
  expect(files()).toContain('Download tempo.yaml');
  expect(files()).not.toContain('Download values.yaml');
});

it('offers no chart for a single binary, which it cannot install', () => {
  mockAnswer = { status: 'done', value: { ...SITUATION, topology: 'single-binary' } };
  show('?format=helm');
  expect(screen.queryByRole('radio')).not.toBeInTheDocument();
  expect(files()).not.toContain('Download values.yaml');
});

it('says that it asks, and what went wrong', async () => {
  mockAnswer = { status: 'loading' };
  const { unmount } = show();
  expect(screen.getByText('Asking Tempo and Prometheus…')).toBeVisible();
  unmount();
  mockAnswer = { status: 'failed', error: new Error('bad gateway') };
  show();
  expect(screen.getByText('bad gateway')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(mockRetry).toHaveBeenCalledTimes(1);
});
