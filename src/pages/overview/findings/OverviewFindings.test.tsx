import { render, screen } from '@testing-library/react';
import React from 'react';
import { OverviewFindings } from './OverviewFindings';

it('shows nothing where nothing was found', () => {
  const { container } = render(<OverviewFindings findings={[]} />);
  expect(container).toBeEmptyDOMElement();
});

it('shows the worst first, in words, with the way to the remedy', () => {
  render(
    <OverviewFindings
      findings={[
        { id: 'a', severity: 'info', title: 'Streaming is off', href: '/a/b' },
        { id: 'b', severity: 'critical', title: 'The only querier is down', href: '/a/c' },
        { id: 'c', severity: 'warning', title: 'The blocklist grows', href: '/a/d' },
      ]}
    />
  );
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'CriticalThe only querier is down',
    'WarningThe blocklist grows',
    'For your informationStreaming is off',
  ]);
  expect(screen.getByRole('link', { name: 'The blocklist grows' })).toHaveAttribute('href', '/a/d');
});
