import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useRef } from 'react';
import { parse, type Query } from '../../traceql';
import { useFocusRequests } from './useFocusRequests';

const BEFORE = parse('{ }').query;
const AFTER = parse('{ } | by(name)').query;

function Form({ query, isOpen = false }: { query: Query; isOpen?: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const { focus, whileLeaving } = useFocusRequests(box, query);
  return (
    <div ref={box}>
      <button onClick={() => focus(['step'])}>Add</button>
      <input aria-label="Left" onBlur={() => setTimeout(() => whileLeaving(() => focus(['step'])))} />
      <button>Other</button>
      <button aria-expanded={isOpen}>Menu</button>
      {isOpen && (
        <div role="menu">
          <button role="menuitem">Entry</button>
        </div>
      )}
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
  expect(screen.getByRole('textbox', { name: 'Left' })).toHaveFocus();
});

it('leaves the focus where the user was before the box that was left made its edit', async () => {
  const { rerender } = render(<Form query={BEFORE} />);
  await userEvent.click(screen.getByRole('textbox', { name: 'Left' }));
  await userEvent.tab();
  await new Promise((resolve) => setTimeout(resolve));
  rerender(<Form query={AFTER} />);
  expect(screen.getByRole('button', { name: 'Other' })).toHaveFocus();
});

it.each([
  ['button', 'Menu'],
  ['menuitem', 'Entry'],
])('leaves a menu that was opened before the edit was made: %s', async (role, name) => {
  const { rerender } = render(<Form query={BEFORE} isOpen />);
  await userEvent.click(screen.getByRole('button', { name: 'Add' }));
  screen.getByRole(role, { name }).focus();
  rerender(<Form query={AFTER} isOpen />);
  expect(screen.getByRole(role, { name })).toHaveFocus();
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
