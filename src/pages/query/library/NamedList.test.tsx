import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';
import { EMPTY_MEMORY, saveNamed, type QueryMemory } from '../memory/queryMemory';
import { NamedList } from './NamedList';

function Harness({ initial }: { initial: QueryMemory }) {
  const [memory, setMemory] = useState(initial);
  const control = { memory, status: 'ready' as const, problem: undefined, update: setMemory };
  return <NamedList control={control} text="" onUse={jest.fn()} />;
}

const MINE = saveNamed(EMPTY_MEMORY, { name: 'mine', text: '{ .mine }', savedMs: 10 });

function setUp(initial = MINE) {
  const { container } = render(<Harness initial={initial} />);
  const input = container.querySelector<HTMLInputElement>('input[type=file]');
  return {
    input,
    importFile: async (content: unknown) => {
      const text = typeof content === 'string' ? content : JSON.stringify(content);
      const file = new File([text], 'queries.json', { type: 'application/json' });
      // jsdom has no such function of its own.
      file.text = () => Promise.resolve(text);
      if (input) {
        await userEvent.upload(input, file);
      }
    },
  };
}

it.each([
  ['no JSON', '{"named": [', 'This is no file of saved queries: choose one that was exported here'],
  ['another file', { panels: [] }, 'This is no file of saved queries: choose one that was exported here'],
  ['nothing readable', { named: [1] }, 'This is no file of saved queries: choose one that was exported here'],
  ['an empty list', { named: [] }, 'There is no query in this file'],
  [
    'a damaged entry',
    { named: [{ name: 'a', text: '{ .a }', savedMs: 1 }, { name: 'b' }] },
    'Queries added: 1, damaged and left out: 1',
  ],
  [
    'names that are here already',
    { named: [{ name: 'mine', text: '{ .theirs }', savedMs: 99 }] },
    'Queries added: 0, replaced by newer ones: 1',
  ],
  ['older ones', { named: [{ name: 'mine', text: '{ .theirs }' }] }, 'Queries added: 0, yours are newer and stay: 1'],
])('says what has become of %s', async (_, content, message) => {
  const { importFile } = setUp();
  await importFile(content);
  expect(await screen.findByText(message)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Use: mine' })).toBeVisible();
});

it('takes the same file again, once it has been mended', async () => {
  const { importFile, input } = setUp();
  await importFile('{');
  // A browser tells of a choice only if it differs from the one before.
  expect(input?.value).toBe('');
  await importFile({ named: [{ name: 'a', text: '{ .a }' }] });
  expect(await screen.findByText('Queries added: 1')).toBeVisible();
});
