import { act, waitFor } from '@testing-library/react';
import { allNamed, fakeSuggestions, named, provideLayout, renderBuilder } from './testdata/renderBuilder';

beforeAll(provideLayout);

it('takes several values as alternatives, and as a pattern', async () => {
  const builder = renderBuilder('{ span.http.method = "GET" && status = error }');
  await builder.press('Another value of condition 1');
  await builder.choose('Another value of condition 1', 'PUT "x"');
  builder.expectText('{ (span.http.method = "GET" || span.http.method = "PUT \\"x\\"") && status = error }');
  await builder.fill('Another value of condition 1', 'a|b');
  builder.expectText(
    '{ (span.http.method = "GET" || span.http.method = "PUT \\"x\\"" || span.http.method = "a|b") && status = error }'
  );
  expect(named('combobox', 'Another value of condition 1')).toHaveFocus();
  await builder.choose('Operator of condition 1', '=~  matches');
  builder.expectText('{ span.http.method =~ "GET|PUT \\"x\\"|a\\\\|b" && status = error }');
  await builder.press('Remove value GET');
  builder.expectText('{ span.http.method =~ "PUT \\"x\\"|a\\\\|b" && status = error }');
  await builder.choose('Operator of condition 1', '!=  is not (none of)');
  builder.expectText('{ span.http.method != "PUT \\"x\\"" && span.http.method != "a|b" && status = error }');
});

it('anchors patterns where Tempo does not', async () => {
  const builder = renderBuilder('{ span.http.method = "GET" || span.http.method = "POST" }', { tempo: '2.6.1' });
  await builder.choose('Operator of condition 1', '=~  matches');
  builder.expectText('{ span.http.method =~ "^(?:GET|POST)$" }');
});

it('edits patterns as text', async () => {
  const builder = renderBuilder('{ span.http.method =~ "GET.*" }');
  await builder.type('Pattern of condition 1', 'P(OS|U)T');
  builder.expectText('{ span.http.method =~ "P(OS|U)T" }');
  expect(named('button', 'Choose the values of condition 1 from a list')).toBeDisabled();
});

it('keeps what is no value, outside of the query', async () => {
  const builder = renderBuilder('{ span.http.status_code = 200 }');
  await builder.fill('Value of condition 1', 'many');
  builder.expectText('{ span.http.status_code = 200 }');
  expect(named('combobox', 'Value of condition 1')).toHaveValue('many');
  expect(builder.container).toHaveTextContent('“many” is no whole number, such as 200 or -1.');
  await builder.fill('Value of condition 1', '-1');
  builder.expectText('{ span.http.status_code = -1 }');
  expect(builder.container).not.toHaveTextContent('many');
});

it('takes what was typed when the box is left', async () => {
  const builder = renderBuilder('{ span.http.method = "GET" }');
  await builder.user.click(named('combobox', 'Value of condition 1'));
  await builder.user.keyboard('PATCH');
  await builder.user.click(document.body);
  await waitFor(() => builder.expectText('{ span.http.method = "PATCH" }'));
  await builder.user.click(named('combobox', 'Value of condition 1'));
  await builder.user.keyboard('never{Escape}');
  await builder.user.click(document.body);
  await act(() => new Promise((resolve) => setTimeout(resolve, 10)));
  builder.expectText('{ span.http.method = "PATCH" }');
});

it('knows units of durations', async () => {
  const builder = renderBuilder('{ duration > 500ms }');
  await builder.choose('Unit of condition 1', 's');
  builder.expectText('{ duration > 500s }');
  await builder.type('Value of condition 1', '1.5');
  builder.expectText('{ duration > 1.5s }');
  await builder.type('Value of condition 1', '1h30m');
  builder.expectText('{ duration > 1h30m }');
  await builder.choose('Unit of condition 1', 'm');
  builder.expectText('{ duration > 90m }');
  await builder.type('Value of condition 1', 'long');
  builder.expectText('{ duration > 90m }');
  expect(named('textbox', 'Value of condition 1')).toBeInvalid();
  expect(named('textbox', 'Value of condition 1')).toHaveValue('long');
});

it('changes the type of a value', async () => {
  const builder = renderBuilder('{ .a = "5" }');
  await builder.choose('Type of the value of condition 1', 'Integer');
  builder.expectText('{ .a = 5 }');
  await builder.choose('Type of the value of condition 1', 'Boolean');
  builder.expectText('{ .a = true }');
  await builder.choose('Value of condition 1', 'false');
  builder.expectText('{ .a = false }');
  await builder.choose('Type of the value of condition 1', 'Another field');
  builder.expectText('{ .a = false }');
  await builder.fill('Other field of condition 1', 'span.b');
  builder.expectText('{ .a = span.b }');
});

it('waits for a value where an operator needs one', async () => {
  const builder = renderBuilder('{ span.http.method != nil }');
  await builder.choose('Operator of condition 1', '=  is (any of)');
  builder.expectText('{ span.http.method != nil }');
  await builder.choose('Value of condition 1', 'POST');
  builder.expectText('{ span.http.method = "POST" }');
});

it('takes the type of an attribute from the data', async () => {
  const builder = renderBuilder('{ }');
  await builder.press('Add condition');
  await builder.fill('Field of new condition 1', 'http.status_code');
  await builder.fill('Value of new condition 1', '404');
  builder.expectText('{ span.http.status_code = 404 }');
});

it('changes scope and field, and converts the value', async () => {
  const builder = renderBuilder('{ span.x = "5" }');
  await builder.choose('Scope of condition 1', 'Resource');
  builder.expectText('{ resource.x = "5" }');
  await builder.fill('Field of condition 1', 'duration');
  builder.expectText('{ duration = 0s }');
  await builder.fill('Field of condition 1', 'http.method');
  builder.expectText('{ span.http.method = "0s" }');
});

it('asks for values that fit the other conditions, only when the list is opened', async () => {
  const suggestions = fakeSuggestions();
  const builder = renderBuilder('{ resource.service.name = "frontend" && span.http.method = "GET" }', { suggestions });
  expect(suggestions.fetchValues).not.toHaveBeenCalled();
  await builder.choose('Value of condition 2', 'POST');
  expect(suggestions.fetchValues.mock.calls.map(([field, filter]) => [field, filter])).toEqual([
    ['span.http.method', '{ resource.service.name = "frontend" }'],
  ]);
});

it('narrows the values of a new condition by those that it joins', async () => {
  const suggestions = fakeSuggestions();
  const builder = renderBuilder('{ resource.service.name = "frontend" }', { suggestions });
  await builder.press('Add condition');
  await builder.fill('Field of new condition 2', 'span.http.method');
  await builder.choose('Value of new condition 2', 'POST');
  builder.expectText('{ resource.service.name = "frontend" && span.http.method = "POST" }');
  expect(suggestions.fetchValues.mock.calls.map(([field, filter]) => [field, filter])).toContainEqual([
    'span.http.method',
    '{ resource.service.name = "frontend" }',
  ]);
});

it('works without suggestions', async () => {
  const fail = () => Promise.reject(new Error('Tempo is away'));
  const builder = renderBuilder('{ span.a = "x" }', {
    suggestions: fakeSuggestions({ fetchAttributes: fail, fetchValues: fail }),
  });
  await builder.user.click(named('combobox', 'Value of condition 1'));
  await waitFor(() => expect(allNamed('option', /Tempo is away/)).toHaveLength(1));
  await builder.user.keyboard('y{Enter}');
  builder.expectText('{ span.a = "y" }');
  await builder.choose('Field of condition 1', 'kind');
  builder.expectText('{ kind = server }');
});

/** What is tested is how much is drawn; how fast a busy machine does it is none of it. */
const PATIENT = { timeout: 20_000 };

it('draws only what is seen of 25,000 attributes and 100,000 values', async () => {
  const items = Array.from({ length: 25_000 }, (_, index) => ({
    scope: 'span' as const,
    name: `a.${index}`,
    type: undefined,
  }));
  const values = Array.from({ length: 100_000 }, (_, index) => ({ text: `value ${index}`, type: 'string' as const }));
  const builder = renderBuilder('{ span.a = "x" }', {
    suggestions: fakeSuggestions({
      fetchAttributes: () => Promise.resolve({ items, truncated: false }),
      fetchValues: () => Promise.resolve({ items: values, truncated: true }),
    }),
  });
  await builder.user.click(named('combobox', 'Field of condition 1'));
  await builder.user.keyboard('a.24999');
  await waitFor(() => expect(allNamed('option', 'span.a.24999')).toHaveLength(1), PATIENT);
  // Only what can be seen is drawn.
  expect(allNamed('option', /./).length).toBeLessThan(40);
  await builder.user.keyboard('{Enter}');
  await waitFor(() => builder.expectText('{ span.a.24999 = "x" }'), PATIENT);
  await builder.user.click(named('combobox', 'Value of condition 1'));
  await waitFor(() => expect(allNamed('option', 'value 3')).toHaveLength(1), PATIENT);
  expect(allNamed('option', /./).length).toBeLessThan(40);
});
