import { dateTime } from '@grafana/data';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { MemoryRouter } from 'react-router-dom';
import type { ExceptionsFound } from '../../../data/exceptions/findExceptions';
import type { ExceptionRow } from '../../../signals/exceptions';
import { ExceptionsTable } from './ExceptionsTable';

jest.mock('../../../panels', () => jest.requireActual('../../../panels/traced/queryPageUrl'));

const timeMs = Date.UTC(2026, 10, 22, 22, 1, 30);
const row = (more: Partial<ExceptionRow>): ExceptionRow => ({
  key: JSON.stringify([more.type, more.service]),
  type: 'TimeoutError',
  service: 'payments',
  count: 7,
  sampled: 3,
  firstMs: timeMs,
  lastMs: timeMs,
  trend: [0, 2, 5],
  messages: [
    { text: 'no answer within <n>s', count: 2 },
    { text: 'reset', count: 1 },
  ],
  ...more,
});
const found = (stepSeconds: number, ...rows: ExceptionRow[]): ExceptionsFound => ({
  rows,
  sample: { traces: 3, isWhole: true },
  countFailure: undefined,
  sampleFailure: undefined,
  partial: '',
  stepSeconds,
});
const range = { from: dateTime(timeMs), to: dateTime(timeMs), raw: { from: 'now-1h', to: 'now' } };
const show = (answer: ExceptionsFound) =>
  render(
    <MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <ExceptionsTable found={answer} scope={{ place: 'event' }} tempoUid="tempo" range={range} />
    </MemoryRouter>
  );
const cellsOf = (name: RegExp) =>
  within(screen.getByRole('row', { name }))
    .getAllByRole('cell')
    .map((cell) => cell.textContent);

it('shows type, message, service, count and moments to the step', () => {
  show(found(120, row({})));
  expect(cellsOf(/TimeoutError/).slice(1)).toEqual([
    'TimeoutErrorno answer within <n>s',
    'payments',
    '7',
    '',
    '2026-11-22 22:01',
    '2026-11-22 22:01',
    'Failing traces',
  ]);
  expect(screen.getByRole('img', { name: '0 in the first half of the range, 7 in the second' })).toBeInTheDocument();
});

it('says where only the sample tells, and of what nothing is known', () => {
  show(found(120, row({ type: '', service: '', count: undefined, trend: [], messages: [] })));
  expect(cellsOf(/no type/).slice(1)).toEqual([
    '(no type)',
    '–',
    '3 in the sample',
    '–',
    '2026-11-22 22:01:30',
    '2026-11-22 22:01:30',
    'Failing traces',
  ]);
});

it('links to the traces, in the same range', () => {
  show(found(60, row({ type: 'a "b"' })));
  const url = new URL(screen.getByRole('link', { name: 'Failing traces' }).getAttribute('href') ?? '', 'http://g');
  expect(url.pathname).toBe('/a/tempo-companion-app/query');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    q: '{ event:name = "exception" && event.exception.type = "a \\"b\\"" && resource.service.name = "payments" }',
    tempo: 'tempo',
    from: 'now-1h',
    to: 'now',
  });
});

it('opens to all kinds of messages', async () => {
  show(found(60, row({})));
  await userEvent.click(within(screen.getByRole('row', { name: /TimeoutError/ })).getByRole('button'));
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'no answer within <n>s (in 2 of the sample)',
    'reset (in 1 of the sample)',
  ]);
});
