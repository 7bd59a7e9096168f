import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { MemoryRouter, useLocation } from 'react-router-dom';
import { TraceBox } from './TraceBox';

const ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

function Where() {
  const { pathname, search } = useLocation();
  return <p data-testid="where">{`${pathname}${search}`}</p>;
}

function open() {
  render(
    <MemoryRouter initialEntries={['/here']} future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <TraceBox tempoUid="tempo-eu" />
      <Where />
    </MemoryRouter>
  );
  return screen.getByRole('textbox', { name: /^Open a trace/ });
}

it('opens the trace of a header on the Query page, with the span', async () => {
  const box = open();
  await userEvent.click(box);
  await userEvent.paste(`traceparent: 00-${ID}-${SPAN}-01`);
  expect(screen.getByRole('status')).toHaveTextContent(`W3C traceparent header, trace: ${ID}`);
  await userEvent.keyboard('{Enter}');
  expect(screen.getByTestId('where')).toHaveTextContent(
    `/a/tempo-companion-app/query?tempo=tempo-eu&trace=${ID}&span=${SPAN}`
  );
});

it.each([
  ['', 'Enter a trace ID, a header or a link.'],
  ['abc', /^Too short for a trace ID/],
  ['{ status = error }', /^This is a TraceQL query/],
  ['https://grafana.example/explore', /^This link names no trace/],
  ['checkout', /^Not recognised/],
])('says what is wrong with "%s", and keeps it', async (text, said) => {
  const box = open();
  await userEvent.click(box);
  await userEvent.paste(text);
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Open trace' }));
  expect(screen.getByRole('alert')).toHaveTextContent(said);
  expect(box).toHaveValue(text);
  expect(screen.getByTestId('where')).toHaveTextContent(/^\/here$/);
});

it('says no more of it while something else is typed', async () => {
  const box = open();
  await userEvent.type(box, 'abc{Enter}');
  expect(screen.getByRole('alert')).toBeInTheDocument();
  await userEvent.type(box, 'd');
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});
