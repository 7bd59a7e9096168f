import { named, provideLayout, renderBuilder } from './testdata/renderBuilder';

beforeAll(provideLayout);

it('builds a simple condition', async () => {
  const builder = renderBuilder('{ }');
  await builder.press('Add condition');
  expect(named('combobox', 'Field of new condition 1')).toHaveFocus();
  await builder.fill('Field of new condition 1', 'resource.service.name');
  builder.expectText('{ }');
  await builder.choose('Value of new condition 1', 'checkout');
  builder.expectText('{ resource.service.name = "checkout" }');
  expect(named('combobox', 'Value of condition 1')).toHaveFocus();
});

it('builds groups within groups', async () => {
  const builder = renderBuilder('{ }');
  await builder.press('Add condition');
  await builder.fill('Field of new condition 1', 'status');
  builder.expectText('{ status = error }');
  await builder.press('Add group');
  await builder.fill('Field of new condition 2', 'duration');
  await builder.type('Value of new condition 2', '2s{Enter}');
  builder.expectText('{ status = error && duration > 2s }');
  await builder.fill('Field of new condition 2.2', 'span.http.status_code');
  await builder.fill('Value of new condition 2.2', '500');
  builder.expectText('{ status = error && (duration > 2s || span.http.status_code = 500) }');
  await builder.press('Add condition to group 2');
  await builder.fill('Field of new condition 2.3', 'span.cached');
  builder.expectText('{ status = error && (duration > 2s || span.http.status_code = 500 || span.cached = true) }');
});

it('quotes names and values that need it', async () => {
  const builder = renderBuilder('{ }');
  await builder.press('Add condition');
  await builder.fill('Field of new condition 1', 'span.my attr');
  await builder.fill('Value of new condition 1', 'say "hi" \\ {now}');
  builder.expectText('{ span."my attr" = "say \\"hi\\" \\\\ {now}" }');
});

it('tests whether an attribute is there', async () => {
  const builder = renderBuilder('{ }');
  await builder.press('Add condition');
  await builder.fill('Field of new condition 1', 'span.http.method');
  await builder.choose('Operator of new condition 1', 'is set');
  builder.expectText('{ span.http.method != nil }');
  await builder.choose('Operator of condition 1', 'is not set');
  builder.expectText('{ span.http.method = nil }');
});
