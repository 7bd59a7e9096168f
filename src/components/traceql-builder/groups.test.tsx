import { named, provideLayout, renderBuilder } from './testdata/renderBuilder';

beforeAll(provideLayout);

it('moves, inverts and removes conditions', async () => {
  const builder = renderBuilder('{ .a = 1 && .b = 2 && .c = 3 }');
  await builder.pickFromMenu('Actions of condition 3', 'Move up');
  builder.expectText('{ .a = 1 && .c = 3 && .b = 2 }');
  expect(builder.getByRole('status')).toHaveTextContent('Moved to place 2');
  await builder.pickFromMenu('Actions of condition 1', 'Move down');
  builder.expectText('{ .c = 3 && .a = 1 && .b = 2 }');
  await builder.pickFromMenu('Actions of condition 2', /^Turn into the opposite/);
  builder.expectText('{ .c = 3 && .a != 1 && .b = 2 }');
  await builder.press('Remove condition 2');
  builder.expectText('{ .c = 3 && .b = 2 }');
  expect(builder.getByRole('status')).toHaveTextContent('Removed condition 2');
  expect(named('group', 'condition 2').contains(document.activeElement)).toBe(true);
  await builder.press('Remove condition 2');
  await builder.press('Remove condition 1');
  builder.expectText('{ }');
  expect(document.activeElement).toHaveTextContent('Add condition');
});

it('makes groups and dissolves them', async () => {
  const builder = renderBuilder('{ .a = 1 && .b = 2 }');
  await builder.pickFromMenu('Actions of condition 1', 'Group with another condition');
  await builder.fill('Field of new condition 1.2', '.c');
  await builder.fill('Value of new condition 1.2', 'x');
  builder.expectText('{ (.a = 1 || .c = "x") && .b = 2 }');
  await builder.user.click(named('group', 'Group 1').querySelectorAll('input[type=radio]')[0] as Element);
  builder.expectText('{ .a = 1 && .c = "x" && .b = 2 }');
});

it('puts a condition around a group', async () => {
  const builder = renderBuilder('{ .a = 1 || .b = 2 }');
  await builder.press('Add “and” around all');
  await builder.fill('Field of new condition 2', 'status');
  builder.expectText('{ (.a = 1 || .b = 2) && status = error }');
  await builder.pickFromMenu('Actions of Group 1', 'Dissolve the group');
  builder.expectText('{ .a = 1 && .b = 2 && status = error }');
  await builder.press('Turn all of these conditions together into the opposite');
  builder.expectText('{ .a != 1 || .b != 2 || status != error }');
});

it('puts a “not” only where Tempo heeds it, and helps where it does not', async () => {
  const builder = renderBuilder('{ !(.a = 1 && .b = 2) } | { .c = 3 }');
  expect(named('group', 'Not: group 1')).toHaveTextContent('finds none of the others');
  await builder.press('Use opposite operators');
  builder.expectText('{ .a != 1 || .b != 2 } | { .c = 3 }');
  await builder.pickFromMenu('Actions of condition 1', /^Put a “not” before it/, 'Step 2');
  builder.expectText('{ .a != 1 || .b != 2 } | { !(.c = 3) }');
  expect(named('group', 'Not: group 1')).not.toHaveTextContent('finds none of the others');
  await builder.pickFromMenu('Actions of Not: group 1', 'Remove the “not”');
  builder.expectText('{ .a != 1 || .b != 2 } | { .c = 3 }');
});

it('edits as text what no row can show', async () => {
  const builder = renderBuilder('{ .a + 1 > .b && .c = 2 } | count() * 2 > 3');
  await builder.type('TraceQL of condition 1', '.a * 2 > .b{Enter}');
  builder.expectText('{ .a * 2 > .b && .c = 2 } | count() * 2 > 3');
  await builder.type('TraceQL of condition 1', '.a * > 2{Enter}');
  builder.expectText('{ .a * 2 > .b && .c = 2 } | count() * 2 > 3');
  expect(named('textbox', 'TraceQL of condition 1')).toHaveValue('.a * > 2');
  expect(named('textbox', 'TraceQL of condition 1')).toBeInvalid();
  await builder.type('TraceQL of condition 1', '.a } | { .b{Enter}');
  expect(named('textbox', 'TraceQL of condition 1')).toBeInvalid();
  await builder.type('TraceQL of Step 2', 'count() > 4{Enter}');
  builder.expectText('{ .a * 2 > .b && .c = 2 } | count() > 4');
});

it('shows problems where they are, and repairs them', async () => {
  const builder = renderBuilder('{ .a = 1 && span.http.status_code = "500" }');
  const row = named('group', 'condition 2');
  expect(row).toHaveTextContent('a number never equals');
  await builder.press('Make it a number', 'condition 2');
  builder.expectText('{ .a = 1 && span.http.status_code = 500 }');
  expect(named('group', 'condition 2')).not.toHaveTextContent('a number never equals');
});

it('tells what a release does not know', async () => {
  const builder = renderBuilder('{ } | rate()', { tempo: '2.6.1' });
  await builder.user.click(named('button', 'Add step for the series'));
  expect(named('menuitem', /^topk/)).toHaveTextContent('Since Tempo 2.8, not in yours. Instead:');
});

it('does nothing while the query cannot be edited', async () => {
  const onChange = jest.fn();
  const builder = renderBuilder('{ .a = 1 && .b =~ "a|b" } | by(.c) | rate() with(sample=true)', {
    disabled: true,
    onChange,
  });
  await builder.press('Add condition');
  await builder.press('Remove condition 1');
  expect(onChange).not.toHaveBeenCalled();
});

it('points out the part that is asked for', () => {
  const text = '{ .a = 1 && .b = 2 }';
  const start = text.indexOf('.b');
  const marked = (highlight: { start: number; end: number } | null) => {
    const builder = renderBuilder(text, { highlight });
    const classes = ['condition 1', 'condition 2'].map((name) => named('group', name).className);
    builder.unmount();
    return classes;
  };
  const [plain] = marked(null);
  const [first, second] = marked({ start, end: start + 6 });
  expect(first).toBe(plain);
  expect(second).not.toBe(plain);
});
