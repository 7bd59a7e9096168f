import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { MemoryRouter } from 'react-router-dom';
import { evaluateChecks, type HealthEvidence, type HealthReport } from '../../../health';
import { recordedEvidence } from '../testdata/recordedEvidence';
import { ChecksTab } from './ChecksTab';

const scrolledTo: string[] = [];
let evidence: HealthEvidence;
beforeAll(async () => {
  evidence = await recordedEvidence('2.6.1');
  // jsdom does not scroll.
  Element.prototype.scrollIntoView = function scrollIntoView(this: Element) {
    scrolledTo.push(this.getAttribute('data-check') ?? '');
  };
});
beforeEach(() => scrolledTo.splice(0));

const tab = (report: HealthReport, search: string) => (
  <MemoryRouter initialEntries={[`/health${search}`]}>
    <ChecksTab report={report} />
  </MemoryRouter>
);
const show = (search = '', change: Partial<HealthEvidence> = {}) =>
  render(tab(evaluateChecks({ ...evidence, ...change }), search));

it('shows findings with what to do, and sums up the others', () => {
  show();
  const finding = screen.getByRole('region', { name: 'A receiver listens on localhost only' });
  expect(within(finding).getByText('Warning')).toBeInTheDocument();
  expect(finding).toHaveTextContent('Only the distributor itself and what runs beside it can send spans.');
  expect(within(finding).getByRole('heading', { name: 'What to do' })).toBeInTheDocument();
  expect(screen.getByText(/^Found: \d+\. Fine: \d+\. Could not be judged: \d+\.$/)).toBeInTheDocument();
  expect(scrolledTo).toEqual([]);
});

it('leads to a finding that a link names', () => {
  show('?check=writes.receiver-on-localhost');
  expect(screen.getByRole('region', { name: 'A receiver listens on localhost only' })).toHaveFocus();
  expect(scrolledTo).toEqual(['writes.receiver-on-localhost']);
});

it('leads to a check that found nothing, and opens the section that it stands in', () => {
  show('?check=processes.not-ready');
  const check = document.querySelector('[data-check="processes.not-ready"]');
  expect(check).toHaveFocus();
  expect(check).toHaveTextContent('A process is not ready');
  expect(screen.getByRole('button', { name: /^Fine/ })).toHaveAttribute('aria-expanded', 'true');
  expect(screen.getByRole('button', { name: /^Could not be judged/ })).toHaveAttribute('aria-expanded', 'false');
});

it('lets the section be closed again', async () => {
  show('?check=processes.not-ready');
  await userEvent.click(screen.getByRole('button', { name: /^Fine/ }));
  expect(document.querySelector('[data-check="processes.not-ready"]')).toBeNull();
});

it('leaves the reader alone when the next report comes', () => {
  const search = '?check=writes.receiver-on-localhost';
  const { rerender } = show(search);
  (document.activeElement as HTMLElement).blur();
  rerender(tab(evaluateChecks({ ...evidence, nowMs: evidence.nowMs + 60_000 }), search));
  expect(scrolledTo).toHaveLength(1);
  expect(document.body).toHaveFocus();
});

it.each(['?check=nothing', '?check=%22%5D', '?check='])('makes nothing of %s', (search) => {
  show(search);
  expect(scrolledTo).toEqual([]);
});

it('shows what Tempo says as text', () => {
  const said = '<img src=x onerror=alert(1)>';
  const readiness = { ok: true, value: { ready: false, reason: said } } as const;
  show('', { processes: [{ name: 'querier', via: 'route', readiness }] });
  expect(screen.getByRole('region', { name: 'A process is not ready' })).toHaveTextContent(said);
  expect(document.querySelector('img')).toBeNull();
});

it('does not take what is not known for well', () => {
  show('', { processes: [] });
  expect(
    screen.getByRole('status', { name: /^Nothing was found, but most checks could not be judged/ })
  ).toBeInTheDocument();
});
