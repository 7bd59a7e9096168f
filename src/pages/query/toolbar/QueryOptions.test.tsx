import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { QueryOptions } from './QueryOptions';

function setUp(isMetrics = false) {
  const onChange = jest.fn();
  render(
    <QueryOptions isMetrics={isMetrics} limit={50} spansPerSpanset={3} stepSeconds={undefined} onChange={onChange} />
  );
  return onChange;
}

it('hands a number on when it is complete', async () => {
  const onChange = setUp();
  const field = screen.getByLabelText('Limit');
  await userEvent.clear(field);
  await userEvent.type(field, '200');
  expect(onChange).not.toHaveBeenCalled();
  await userEvent.keyboard('{Enter}');
  expect(onChange.mock.calls).toEqual([[{ limit: 200 }]]);
});

it('goes back to the default when emptied', async () => {
  const onChange = setUp();
  await userEvent.clear(screen.getByLabelText('Spans per trace'));
  await userEvent.tab();
  expect(onChange.mock.calls).toEqual([[{ spansPerSpanset: 3 }]]);
});

it.each(['0', '-5', '1.5', 'many'])('says what is wrong with %s, and keeps it', async (typed) => {
  const onChange = setUp();
  const field = screen.getByLabelText('Limit');
  await userEvent.clear(field);
  await userEvent.type(field, `${typed}{Enter}`);
  expect(onChange).not.toHaveBeenCalled();
  expect(screen.getByText('A whole number of 1 or more')).toBeInTheDocument();
  expect(field).toHaveValue(typed);
});

it('offers the step of metrics, which Tempo may choose', async () => {
  const onChange = setUp(true);
  expect(screen.queryByLabelText('Limit')).not.toBeInTheDocument();
  const field = screen.getByLabelText('Step');
  expect(field).toHaveValue('');
  await userEvent.type(field, '30{Enter}');
  expect(onChange.mock.calls).toEqual([[{ stepSeconds: 30 }]]);
});
