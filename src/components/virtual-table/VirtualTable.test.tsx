import { act, configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';
import { moveCell } from './moveCell';
import type { RowTree, SortOrder, TableColumn } from './TableColumn';
import { VirtualTable } from './VirtualTable';

// Nothing here is hidden by styles, and looking that up for every cell takes its time.
beforeAll(() => configure({ defaultHidden: true }));
afterAll(() => configure({ defaultHidden: false }));
// jsdom lays nothing out.
beforeEach(() => {
  jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(400);
});
afterEach(() => jest.restoreAllMocks());

interface Row {
  id: number;
  level?: number;
}

const onOpen = jest.fn();
const onPress = jest.fn();
const onToggle = jest.fn();
beforeEach(() => jest.clearAllMocks());

const COLUMNS: Array<TableColumn<Row>> = [
  {
    key: 'id',
    title: 'ID',
    widthPx: 100,
    isSortable: true,
    textOf: ({ id }) => `row ${id}`,
    renderCell: ({ id }) => `row ${id}`,
  },
  {
    key: 'action',
    title: 'Action',
    widthPx: 100,
    grows: true,
    isSortable: false,
    textOf: () => 'press',
    renderCell: ({ id }) => (
      <button type="button" tabIndex={-1} data-cell-action onClick={() => onPress(id)}>
        press {id}
      </button>
    ),
  },
];

function TestTable({ count, tree }: { count: number; tree?: RowTree<Row> }) {
  const [sort, setSort] = useState<SortOrder>({ key: 'other', descending: true });
  return (
    <>
      <VirtualTable
        label="Things"
        columns={COLUMNS}
        rows={Array.from({ length: count }, (_, id) => ({ id }))}
        keyOf={({ id }) => String(id)}
        sort={sort}
        onSort={setSort}
        onOpen={onOpen}
        tree={tree}
        heightPx={400}
      />
      <button type="button">after</button>
    </>
  );
}

it('has only the rows on the screen in the document, and says how many there are', () => {
  render(<TestTable count={10_000} />);
  const grid = screen.getByRole('grid', { name: 'Things' });
  expect(grid).toHaveAttribute('aria-rowcount', '10001');
  const rows = within(grid).getAllByRole('row');
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.length).toBeLessThan(40);
  expect(rows[1]).toHaveAttribute('aria-rowindex', '2');
});

it('is one tab stop, and the arrows lead through the cells', async () => {
  const user = userEvent.setup();
  render(<TestTable count={100} />);
  await user.tab();
  expect(screen.getByRole('columnheader', { name: /ID/ })).toHaveFocus();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(screen.getByRole('gridcell', { name: 'row 1' })).toHaveFocus();
  await user.keyboard('{ArrowRight}{ArrowUp}');
  expect(screen.getByRole('gridcell', { name: 'press 0' })).toHaveFocus();
  await user.tab();
  expect(screen.getByRole('button', { name: 'after' })).toHaveFocus();
  await user.tab({ shift: true });
  expect(screen.getByRole('gridcell', { name: 'press 0' })).toHaveFocus();
});

it('opens the row with Enter, or presses what the cell has', async () => {
  const user = userEvent.setup();
  render(<TestTable count={3} />);
  await user.tab();
  await user.keyboard('{ArrowDown}{Enter}');
  expect(onOpen).toHaveBeenCalledWith({ id: 0 });
  await user.keyboard('{ArrowRight}{Enter}');
  expect(onPress).toHaveBeenCalledWith(0);
  expect(onOpen).toHaveBeenCalledTimes(1);
});

it('sorts by the header, by mouse and by keyboard', async () => {
  const user = userEvent.setup();
  render(<TestTable count={3} />);
  const header = screen.getByRole('columnheader', { name: /ID/ });
  expect(header).toHaveAttribute('aria-sort', 'none');
  await user.click(within(header).getByRole('button'));
  expect(header).toHaveAttribute('aria-sort', 'descending');
  act(() => header.focus());
  await user.keyboard('{Enter}');
  expect(header).toHaveAttribute('aria-sort', 'ascending');
  expect(screen.getByRole('columnheader', { name: 'Action' })).not.toHaveAttribute('aria-sort');
});

it('copies the cell', async () => {
  const user = userEvent.setup();
  render(<TestTable count={3} />);
  await user.tab();
  await user.keyboard('{ArrowDown}{ArrowDown}{Control>}c{/Control}');
  expect(await navigator.clipboard.readText()).toBe('row 1');
});

it('opens and closes the rows of a tree with the arrows', async () => {
  const user = userEvent.setup();
  let isExpanded = false;
  const tree: RowTree<Row> = {
    levelOf: () => 1,
    isExpanded: ({ id }) => (id === 0 ? isExpanded : undefined),
    onToggle,
  };
  const { rerender } = render(<TestTable count={3} tree={tree} />);
  expect(screen.getByRole('treegrid')).toBeInTheDocument();
  const row = screen.getByRole('row', { name: /row 0/ });
  expect(row).toHaveAttribute('aria-expanded', 'false');
  expect(screen.getByRole('row', { name: /row 1/ })).not.toHaveAttribute('aria-expanded');
  await user.tab();
  await user.keyboard('{ArrowDown}{ArrowRight}');
  expect(onToggle).toHaveBeenCalledWith({ id: 0 });
  isExpanded = true;
  rerender(<TestTable count={3} tree={{ ...tree }} />);
  await user.keyboard('{ArrowRight}');
  expect(onToggle).toHaveBeenCalledTimes(1);
  expect(screen.getByRole('gridcell', { name: 'press 0' })).toHaveFocus();
  await user.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(onToggle).toHaveBeenCalledTimes(2);
});

it('keeps the focus when rows go away', async () => {
  const user = userEvent.setup();
  const { rerender } = render(<TestTable count={50} />);
  await user.tab();
  await user.keyboard('{Control>}{End}{/Control}');
  expect(screen.getByRole('gridcell', { name: 'press 49' })).toHaveFocus();
  rerender(<TestTable count={2} />);
  expect(screen.getByRole('gridcell', { name: 'press 1' })).toHaveFocus();
  rerender(<TestTable count={0} />);
  expect(screen.getByRole('columnheader', { name: 'Action' })).toHaveFocus();
});

it('does not take the focus from elsewhere when rows come and go', async () => {
  const user = userEvent.setup();
  const { rerender } = render(<TestTable count={50} />);
  await user.tab();
  await user.keyboard('{ArrowDown}');
  await user.tab();
  rerender(<TestTable count={0} />);
  expect(screen.getByRole('button', { name: 'after' })).toHaveFocus();
});

describe('keys', () => {
  const size = { rowCount: 100, columnCount: 5, pageRows: 10 };
  const press = (key: string, ctrlKey = false) => ({ key, ctrlKey, metaKey: false });

  it.each([
    [{ row: -1, column: 0 }, press('ArrowUp'), { row: -1, column: 0 }],
    [{ row: 99, column: 4 }, press('ArrowDown'), { row: 99, column: 4 }],
    [{ row: 5, column: 4 }, press('ArrowRight'), { row: 5, column: 4 }],
    [{ row: 5, column: 2 }, press('Home'), { row: 5, column: 0 }],
    [{ row: 5, column: 2 }, press('End'), { row: 5, column: 4 }],
    [{ row: 5, column: 2 }, press('Home', true), { row: 0, column: 0 }],
    [{ row: 5, column: 2 }, press('End', true), { row: 99, column: 4 }],
    [{ row: 5, column: 2 }, press('PageDown'), { row: 15, column: 2 }],
    [{ row: 5, column: 2 }, press('PageUp'), { row: 0, column: 2 }],
    [{ row: 5, column: 2 }, press('a'), undefined],
  ])('from %j with %j to %j', (from, event, expected) => {
    expect(moveCell(from, event, size)).toEqual(expected);
  });
});
