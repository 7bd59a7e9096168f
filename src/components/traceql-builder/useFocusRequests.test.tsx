import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useRef } from 'react';
import { parse, type Query } from '../../traceql';
import { useFocusRequests } from './useFocusRequests';

const BEFORE = parse('{ }').query;
const AFTER = parse('{ } | by(name)').query;

function Form({ query }: { query: Query }) {
  const box = useRef<HTMLDivElement>(null);
  const focus = useFocusRequests(box, query);
  return (
    <div ref={box}>
      <button onClick={() => focus(['step'])}>Add</button>
      <button>Other</button>
      {query === AFTER && (
        <span data-focus="step">
          <input aria-label="Field" />
        </span>
      )}
    </div>
  );
}

it('moves the focus to the new part once the tree has it', async () => {
  const { rerender } = render(<Form query={BEFORE} />);
  await userEvent.click(screen.getByRole('button', { name: 'Add' }));
  rerender(<Form query={AFTER} />);
  expect(screen.getByRole('textbox', { name: 'Field' })).toHaveFocus();
});

it('leaves the focus where the user has gone before the tree came back', async () => {
  const { rerender } = render(<Form query={BEFORE} />);
  await userEvent.click(screen.getByRole('button', { name: 'Add' }));
  await userEvent.tab();
  rerender(<Form query={AFTER} />);
  expect(screen.getByRole('button', { name: 'Other' })).toHaveFocus();
});

it('catches the focus where it would be lost, whatever was pressed', async () => {
  const { rerender } = render(<Form query={BEFORE} />);
  await userEvent.click(screen.getByRole('button', { name: 'Add' }));
  await userEvent.keyboard('{Shift}');
  screen.getByRole('button', { name: 'Add' }).blur();
  rerender(<Form query={AFTER} />);
  expect(screen.getByRole('textbox', { name: 'Field' })).toHaveFocus();
});

it('makes nothing of a request when a later tree comes', async () => {
  const { rerender } = render(<Form query={BEFORE} />);
  await userEvent.click(screen.getByRole('button', { name: 'Add' }));
  for (const text of ['{ } | count() > 1', '{ } | count() > 2', '{ } | count() > 3']) {
    rerender(<Form query={parse(text).query} />);
  }
  rerender(<Form query={AFTER} />);
  expect(screen.getByRole('button', { name: 'Add' })).toHaveFocus();
});
