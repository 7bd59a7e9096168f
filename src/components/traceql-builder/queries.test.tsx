import { named, provideLayout, renderBuilder } from './testdata/renderBuilder';

beforeAll(provideLayout);

it('relates spans to each other', async () => {
  const builder = renderBuilder('{ }');
  await builder.press('Add condition');
  await builder.fill('Field of new condition 1', 'resource.service.name');
  await builder.fill('Value of new condition 1', 'frontend');
  await builder.press(/^Add related spans/);
  await builder.press('Add condition', 'Spans 2');
  await builder.fill('Field of new condition 1', 'status');
  builder.expectText('{ resource.service.name = "frontend" } >> { status = error }');
  await builder.choose('Relation of Spans 2 to the spans above', 'is no child of  !>');
  builder.expectText('{ resource.service.name = "frontend" } !> { status = error }');
  await builder.press(/^Add related spans/);
  await builder.choose('Relation of Spans 3 to the spans above', 'is sibling of  ~');
  builder.expectText('{ resource.service.name = "frontend" } !> { status = error } ~ { }');
  await builder.pickFromMenu('Actions of Spans 2', 'Remove Spans 2');
  builder.expectText('{ resource.service.name = "frontend" } ~ { }');
});

it('counts and aggregates', async () => {
  const builder = renderBuilder('{ }');
  await builder.pickFromMenu('Add step', /^Count or aggregate/);
  builder.expectText('{ } | count() > 1');
  await builder.choose('Function of Step 2', 'avg');
  await builder.choose('Operator of Step 2', '>=  at least');
  await builder.type('Value of Step 2', '1h30m');
  builder.expectText('{ } | avg(duration) >= 1h30m');
  await builder.fill('Field of Step 2', 'span.http.status_code');
  await builder.type('Value of Step 2', 'ten');
  builder.expectText('{ } | avg(span.http.status_code) >= 1h30m');
  expect(named('textbox', 'Value of Step 2')).toHaveValue('ten');
  expect(named('textbox', 'Value of Step 2')).toBeInvalid();
});

it('groups and selects', async () => {
  const builder = renderBuilder('{ }');
  await builder.pickFromMenu('Add step', /^Group by/);
  builder.expectText('{ }');
  await builder.fill('Field to group by', 'resource.service.name');
  await builder.pickFromMenu('Add step', /^Select/);
  await builder.fill('Field to show', 'span.my attr');
  await builder.press('Add field shown in Step 3');
  await builder.fill('Field 2 shown in Step 3', 'rootName');
  builder.expectText('{ } | by(resource.service.name) | select(span."my attr", rootName)');
  await builder.pickFromMenu('Actions of Step 3', 'Move up');
  builder.expectText('{ } | select(span."my attr", rootName) | by(resource.service.name)');
  await builder.press('Remove span."my attr"');
  builder.expectText('{ } | select(rootName) | by(resource.service.name)');
  await builder.pickFromMenu('Actions of Step 2', 'Remove Step 2');
  builder.expectText('{ } | by(resource.service.name)');
});

it('splits quantiles by a field', async () => {
  const builder = renderBuilder('{ }');
  await builder.choose('Metrics function', 'quantile_over_time');
  builder.expectText('{ } | quantile_over_time(duration, 0.95)');
  await builder.press('Add quantile');
  await builder.type('Quantile 2', '.99');
  await builder.press('Add field of the series');
  await builder.fill('Field 1 of the series', 'span.http.method');
  builder.expectText('{ } | quantile_over_time(duration, 0.95, .99) by(span.http.method)');
  await builder.type('Quantile 1', '95');
  builder.expectText('{ } | quantile_over_time(duration, 0.95, .99) by(span.http.method)');
  expect(named('textbox', 'Quantile 1')).toHaveValue('95');
});

it('compares spans with all others', async () => {
  const builder = renderBuilder('{ }');
  await builder.choose('Metrics function', 'compare');
  await builder.press('Add condition', 'Spans to compare with all others');
  await builder.fill('Field of new condition 1', 'status');
  await builder.type('Values of each attribute', '5');
  builder.expectText('{ } | compare({ status = error }, 5)');
  await builder.type('Start of the selection', '2026-03-01T10:00:00Z');
  await builder.type('End of the selection', '1772362800000000000');
  builder.expectText('{ } | compare({ status = error }, 5, 1772359200000000000, 1772362800000000000)');
});

it('keeps the greatest series, above a threshold', async () => {
  const builder = renderBuilder('{ } | rate()');
  await builder.press('Add field of the series');
  await builder.fill('Field 1 of the series', 'resource.service.name');
  await builder.pickFromMenu('Add step for the series', /^topk/);
  await builder.type('Number of series of series step 1', '5');
  builder.expectText('{ } | rate() by(resource.service.name) | topk(5)');
  await builder.pickFromMenu('Add step for the series', /^Threshold/);
  await builder.type('Value of series step 2', '0.5');
  await builder.press('Move series step 2 up');
  builder.expectText('{ } | rate() by(resource.service.name) > 0.5 | topk(5)');
});

it('gives hints', async () => {
  const builder = renderBuilder('{ } | rate()');
  await builder.pickFromMenu('Add hint', /^exemplars/);
  await builder.type('Value of hint exemplars', '50');
  await builder.pickFromMenu('Add hint', /^sample/);
  await builder.type('Value of hint sample', '0.1');
  builder.expectText('{ } | rate() with(exemplars=50, sample=0.1)');
  await builder.press('Remove hint exemplars');
  builder.expectText('{ } | rate() with(sample=0.1)');
});
